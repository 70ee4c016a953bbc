using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Policies.Declarations;

/// <summary>The form in which a category leaves, as the policy says it.</summary>
internal sealed record FormDeclaration
{
    private static readonly SearchValues<char> Separators = SearchValues.Create(" ,;()'\"");

    public required FormKind Kind { get; init; }

    /// <summary>Where it is written.</summary>
    public required SourceSpan Span { get; init; }

    public int RotateDays { get; init; }

    /// <summary>Bits of a pseudonym that count; 0: all.</summary>
    public int Bits { get; init; }

    public int Ipv4Bits { get; init; }

    public int Ipv6Bits { get; init; }

    /// <summary>What <c>truncate</c> leaves of a date; null where it is about addresses.</summary>
    public CalendarUnit? To { get; init; }

    public int First { get; init; }

    public int Last { get; init; }

    public ImmutableArray<decimal> Bounds { get; init; } = [];

    public decimal Step { get; init; }

    public bool Unbiased { get; init; }

    public ImmutableArray<string> KeepParameters { get; init; } = [];

    public ImmutableArray<string> Paths { get; init; } = [];

    public string Replacement { get; init; } = "";

    /// <summary>Kind and parameters in one spelling: two forms are equal where these texts are.</summary>
    public string Text => Kind switch
    {
        FormKind.Pseudonymize when Bits != 0 => Format($"pseudonymize (rotate {RotateDays}d, bits {Bits})"),
        FormKind.Pseudonymize => Format($"pseudonymize (rotate {RotateDays}d)"),
        FormKind.Truncate when To is { } unit => $"truncate (to {(unit == CalendarUnit.Year ? "year" : "month")})",
        FormKind.Truncate => Format($"truncate (ipv4 {Ipv4Bits}, ipv6 {Ipv6Bits})"),
        FormKind.ScrubUrl when List("keepParameters", KeepParameters) is { } kept && List("paths", Paths) is var paths =>
            $"scrubUrl ({kept}{(paths is null ? "" : $"; {paths}")})",
        FormKind.ScrubUrl when List("paths", Paths) is { } paths => $"scrubUrl ({paths})",
        FormKind.ScrubUrl => "scrubUrl",
        FormKind.Replace => $"replace ({DiagnosticBag.Quote(Replacement)})",
        FormKind.Mask => Format($"mask (first {First}, last {Last})"),
        FormKind.Bucket => $"bucket ({string.Join(", ", Bounds.Select(b => Format($"{b}")))})",
        FormKind.Round => Format($"round (to {Step}{(Unbiased ? ", unbiased" : "")})"),
        FormKind.Hash => "hash",
        FormKind.Generalize => "generalize",
        _ => "keep",
    };

    public bool IsSameAs(FormDeclaration other) =>
        ReferenceEquals(this, other) || (Kind == other.Kind && Text == other.Text && Replacement == other.Replacement);

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // Quoted where a name holds what stands between names, so that no two lists share a text.
    private static string? List(string key, ImmutableArray<string> items) => items.IsEmpty
        ? null
        : $"{key} {string.Join(", ", items.Order(StringComparer.Ordinal).Select(i => i.AsSpan().IndexOfAny(Separators) < 0 ? i : DiagnosticBag.Quote(i)))}";
}

/// <summary>Forms that a policy can name.</summary>
internal enum FormKind
{
    Keep,
    Hash,
    Pseudonymize,
    Mask,
    Truncate,
    Generalize,
    Bucket,
    Round,
    ScrubUrl,
    Replace,
}
