using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Core.Policies;

/// <summary>What a site's visitors are shown in its pages.</summary>
public sealed record SiteNotices
{
    /// <summary>Whether the banner is shown to visitors who have not chosen.</summary>
    public bool Banner { get; init; } = true;

    /// <summary>Whether every page ends with a link to the privacy choices.</summary>
    public bool Link { get; init; } = true;

    /// <summary>Personalised offers in the site's pages.</summary>
    public ImmutableArray<OfferNotice> Offers { get; init; } = [];

    /// <summary>Path prefixes of pages that are left alone; they end in <c>/**</c> or name one page.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>Whether anything is put into pages.</summary>
    public bool IsAny => Banner || Link || !Offers.IsEmpty;
}

/// <summary>Elements that show a personalised offer, and what visitors are told of it (modelled on DSA Art. 26(1)).</summary>
/// <param name="Select">Selector of the elements.</param>
/// <param name="Purpose">Key of the purpose that they serve.</param>
/// <param name="Span">Where the policy declares it.</param>
public sealed record OfferNotice(string Select, string Purpose, SourceSpan Span)
{
    /// <summary>Name of who pays for the offer, by language; empty: nobody but the controller.</summary>
    public ImmutableSortedDictionary<string, string> Sponsor { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Attribute of the element that names the sponsor, or null.</summary>
    public string? SponsorFrom { get; init; }

    /// <summary>How the price came about (Art. 246a § 1(1) no. 6 EGBGB); null: nothing is said of it.</summary>
    public PriceKind? Price { get; init; }

    /// <summary>Main parameters by name.</summary>
    public ImmutableArray<OfferParameter> Parameters { get; init; } = [];

    /// <summary>What becomes of the element after a refusal.</summary>
    public WhenRefused WhenRefused { get; init; } = WhenRefused.Remove;

    /// <summary>Selector of the neutral alternative, which is shown after a refusal only; null: there is none.</summary>
    public string? Alternative { get; init; }

    /// <summary>Attribute that the site writes where an element rests on a profile: after a refusal such an element is removed and counted.</summary>
    public string? Marker { get; init; }
}

/// <summary>A main parameter of an offer.</summary>
/// <param name="Name">Its name in the policy.</param>
/// <param name="From">Attribute of the element that holds its code.</param>
/// <param name="Values">Sentences by code, then by language.</param>
public sealed record OfferParameter(string Name, string From, ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Values);

/// <summary>How an offer's price came about.</summary>
public enum PriceKind
{
    /// <summary>It is the same for everybody.</summary>
    Same,

    /// <summary>It is worked out for the visitor by automated decisions.</summary>
    Personalised,
}

/// <summary>What becomes of a personalised element after a refusal.</summary>
public enum WhenRefused
{
    /// <summary>It is taken out of the page.</summary>
    Remove,

    /// <summary>It stays; the site promises that it is the same for everybody then.</summary>
    Keep,

    /// <summary>It is taken out, and the neutral alternative is shown.</summary>
    Alternative,
}

/// <summary>What becomes of third-party elements in pages whose vendor is known, and has no destination.</summary>
public enum UnroutedTrackers
{
    /// <summary>They stay, and are counted.</summary>
    Keep,

    /// <summary>They are taken out, and counted.</summary>
    Remove,
}

/// <summary>A recipient that does not get its data through the gateway, named so that what visitors are told is true.</summary>
/// <param name="Name">Name.</param>
/// <param name="Country">Country code.</param>
/// <param name="Why">What it is for, by language.</param>
/// <param name="PrivacyPolicy">Its privacy policy, or null.</param>
/// <param name="Hosts">Its hosts, by which its elements in pages are known.</param>
public sealed record OutsideRecipient(
    string Name, string Country, ImmutableSortedDictionary<string, string> Why, string? PrivacyPolicy, ImmutableArray<string> Hosts);
