using System.Collections.Immutable;
using System.Globalization;
using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Core.Policies.Declarations;

/// <summary>The form in which a category leaves, as the policy says it.</summary>
internal sealed record FormDeclaration
{
    public required FormKind Kind { get; init; }

    /// <summary>Where it is written.</summary>
    public required SourceSpan Span { get; init; }

    public int RotateDays { get; init; }

    public int Ipv4Bits { get; init; }

    public int Ipv6Bits { get; init; }

    public ImmutableArray<string> KeepParameters { get; init; } = [];

    public string Replacement { get; init; } = "";

    /// <summary>Kind and parameters in one spelling: two forms are equal where these texts are.</summary>
    public string Text => Kind switch
    {
        FormKind.Pseudonymize => string.Create(CultureInfo.InvariantCulture, $"pseudonymize (rotate {RotateDays}d)"),
        FormKind.Truncate => string.Create(CultureInfo.InvariantCulture, $"truncate (ipv4 {Ipv4Bits}, ipv6 {Ipv6Bits})"),
        FormKind.ScrubUrl when !KeepParameters.IsEmpty => $"scrubUrl (keepParameters {string.Join(", ", KeepParameters.Order(StringComparer.Ordinal))})",
        FormKind.ScrubUrl => "scrubUrl",
        FormKind.Replace => $"replace ({DiagnosticBag.Quote(Replacement)})",
        FormKind.Hash => "hash",
        FormKind.Generalize => "generalize",
        _ => "keep",
    };

    public bool IsSameAs(FormDeclaration other) =>
        Kind == other.Kind && Text == other.Text && Replacement == other.Replacement;
}

/// <summary>Forms that a policy can name.</summary>
internal enum FormKind
{
    Keep,
    Hash,
    Pseudonymize,
    Truncate,
    Generalize,
    ScrubUrl,
    Replace,
}
