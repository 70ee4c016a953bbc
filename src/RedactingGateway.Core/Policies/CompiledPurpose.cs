using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Taxonomy;

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

    /// <summary>Purposes of the IAB TCF that this one stands for; none: no TC string says anything of it.</summary>
    public ImmutableArray<int> Tcf { get; init; } = [];

    /// <summary>Regions whose visitors it is for (<c>DE</c>, <c>US-CA</c>); none: everybody's.</summary>
    public ImmutableArray<string> Regions { get; init; } = [];

    /// <summary>Whether it markets, shares with third parties or profiles people.</summary>
    public bool IsMarketing => IsMarketingUse(Use);

    internal static bool IsMarketingUse(string use) => DataTaxonomy.IsBelow(use, "marketing", "third_party_sharing") || DataTaxonomy.IsProfiling(use);

    /// <summary>Whether a visitor can refuse it: consent (GDPR Art. 7(3)), interests and public tasks (Art. 21(1)), direct marketing (Art. 21(2)).</summary>
    public bool CanBeRefused => NeedsConsent || Basis is LegalBasis.LegitimateInterests or LegalBasis.PublicTask || IsMarketing;

    /// <summary>The day from which it is part of the policy, or null: from the beginning.</summary>
    public DateOnly? Introduced { get; init; }

    /// <summary>Title by language.</summary>
    public required ImmutableSortedDictionary<string, string> Title { get; init; }

    /// <summary>What it is, by language; may be empty.</summary>
    public ImmutableSortedDictionary<string, string> Description { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>For legitimate interests: which, by language.</summary>
    public ImmutableSortedDictionary<string, string> Interest { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>How long the controller keeps the data for it, in its own words, or null.</summary>
    public string? Retention { get; init; }

    /// <summary>Categories that it allows, for people; those with a joint form of two purposes in that form too.</summary>
    public ImmutableArray<AllowedCategory> Allowed { get; init; } = [];

    /// <summary>Where the policy declares it.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>Whether a visitor's yes is needed.</summary>
    public bool NeedsConsent => Basis is LegalBasis.Consent or LegalBasis.ExplicitConsent;

    /// <summary>Whether it is for visitors of <paramref name="region"/>; a region that is not known is none of those that are named.</summary>
    public bool IsFor(string? region)
    {
        if (Regions.IsEmpty)
        {
            return true;
        }

        foreach (var known in Regions)
        {
            if (region is not null && region.StartsWith(known, StringComparison.OrdinalIgnoreCase) && (region.Length == known.Length || region[known.Length] == '-'))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A data category that a purpose allows, as people are told of it.</summary>
/// <param name="Category">Key of the taxonomy.</param>
/// <param name="Name">Its name by language; may be empty.</param>
/// <param name="Form">The form in which it leaves, as the policy spells it: <c>truncate (ipv4 24, ipv6 48)</c>.</param>
/// <param name="Because">Why it is needed, by language; may be empty.</param>
public sealed record AllowedCategory(string Category, ImmutableSortedDictionary<string, string> Name, string Form, ImmutableSortedDictionary<string, string> Because)
{
    /// <summary>Days for which its pseudonym stays the same, so that the recipient can link visits by it; 0: it leaves in another form.</summary>
    public int LinkedDays { get; init; }
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
