using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Core.Policies;

/// <summary>Why data is used, as one destination sees it.</summary>
public sealed class CompiledPurpose
{
    /// <summary>Stable key in the policy.</summary>
    public required string Id { get; init; }

    /// <summary>Fideslang data use.</summary>
    public required string Use { get; init; }

    /// <summary>GDPR Art. 6 or 9 basis.</summary>
    public required LegalBasis Basis { get; init; }

    /// <summary>Whether it may read or store in the device without consent (TDDDG § 25(2) no. 2).</summary>
    public required bool StrictlyNecessary { get; init; }

    /// <summary>Whether <c>Sec-GPC: 1</c> refuses it, for this destination's recipient.</summary>
    public required bool RefusedByGpc { get; init; }

    /// <summary>Hash of what a consent covers: purpose, recipients, categories with forms, transfers, device access.</summary>
    public required string Scope { get; init; }

    /// <summary>Title by language.</summary>
    public required ImmutableSortedDictionary<string, string> Title { get; init; }

    /// <summary>Where the policy declares it.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>Whether a visitor's yes is needed.</summary>
    public bool NeedsConsent => Basis is LegalBasis.Consent or LegalBasis.ExplicitConsent;
}

/// <summary>Legal bases of GDPR Art. 6(1) and Art. 9(2)(a).</summary>
public enum LegalBasis
{
    /// <summary>Art. 6(1)(a).</summary>
    Consent,

    /// <summary>Art. 9(2)(a).</summary>
    ExplicitConsent,

    /// <summary>Art. 6(1)(b).</summary>
    Contract,

    /// <summary>Art. 6(1)(c).</summary>
    LegalObligation,

    /// <summary>Art. 6(1)(d).</summary>
    VitalInterests,

    /// <summary>Art. 6(1)(e).</summary>
    PublicTask,

    /// <summary>Art. 6(1)(f).</summary>
    LegitimateInterests,
}
