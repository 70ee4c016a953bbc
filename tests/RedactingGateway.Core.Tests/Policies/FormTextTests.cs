using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Tests.Policies;

/// <summary>A form's text stands for it in consent scopes: what differs in what leaves must differ in it.</summary>
public sealed class FormTextTests
{
    private static readonly ImmutableArray<FormDeclaration> Forms =
    [
        Form(FormKind.Keep), Form(FormKind.Hash), Form(FormKind.Generalize), Form(FormKind.ScrubUrl),
        Form(FormKind.Pseudonymize) with { RotateDays = 30 },
        Form(FormKind.Pseudonymize) with { RotateDays = 30, Bits = 20 },
        Form(FormKind.Pseudonymize) with { RotateDays = 30, Bits = 21 },
        Form(FormKind.Truncate) with { Ipv4Bits = 24, Ipv6Bits = 48 },
        Form(FormKind.Truncate) with { Ipv4Bits = 24, Ipv6Bits = 32 },
        Form(FormKind.Truncate) with { To = CalendarUnit.Year },
        Form(FormKind.Truncate) with { To = CalendarUnit.Month },
        Form(FormKind.Mask) with { First = 1 },
        Form(FormKind.Mask) with { Last = 1 },
        Form(FormKind.Bucket) with { Bounds = [0, 10] },
        Form(FormKind.Bucket) with { Bounds = [0, 1, 0] },
        Form(FormKind.Bucket) with { Bounds = [0, 1.5m] },
        Form(FormKind.Round) with { Step = 5 },
        Form(FormKind.Round) with { Step = 5, Unbiased = true },
        Form(FormKind.Round) with { Step = 0.5m },
        Form(FormKind.ScrubUrl) with { KeepParameters = ["a", "b"] },
        Form(FormKind.ScrubUrl) with { KeepParameters = ["a, b"] },
        Form(FormKind.ScrubUrl) with { KeepParameters = ["a"], Paths = ["/x/*"] },
        Form(FormKind.ScrubUrl) with { KeepParameters = ["a; paths /x/*"] },
        Form(FormKind.ScrubUrl) with { Paths = ["/x/*"] },
        Form(FormKind.ScrubUrl) with { Paths = ["/x/*/y/*"] },
        Form(FormKind.Replace) with { Replacement = "x" },
    ];

    [Fact]
    public void Text_DifferentForms_Differ() => Assert.Equal(Forms.Length, Forms.Select(f => f.Text).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Text_OrderOfLists_DoesNotCount() => Assert.True(
        (Form(FormKind.ScrubUrl) with { KeepParameters = ["a", "b"], Paths = ["/x/*", "/y/*"] })
            .IsSameAs(Form(FormKind.ScrubUrl) with { KeepParameters = ["b", "a"], Paths = ["/y/*", "/x/*"] }));

    private static FormDeclaration Form(FormKind kind) => new() { Kind = kind, Span = SourceSpan.None };
}
