using System.Collections.Immutable;

namespace RedactingGateway.Core.Signals;

/// <summary>The proof of a consent (GDPR Art. 7(1)) from its first entry to its withdrawal.</summary>
/// <param name="Id">Random id; it stands in the visitor's choice cookie and nowhere else.</param>
/// <param name="Entries">What happened, oldest first; a withdrawal adds an entry and overwrites none.</param>
public sealed record ConsentRecord(Guid Id, ImmutableArray<ConsentEntry> Entries);

/// <summary>One event in the life of a consent: no address, no user agent, no string of a consent platform.</summary>
public sealed record ConsentEntry
{
    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What happened.</summary>
    public required ConsentEvent Event { get; init; }

    /// <summary>Yes or no, by purpose id.</summary>
    public required ImmutableSortedDictionary<string, bool> Purposes { get; init; }

    /// <summary>The scope that was shown, by purpose id.</summary>
    public required ImmutableSortedDictionary<string, string> Scopes { get; init; }

    /// <summary>Ids of recipients that were refused for all purposes.</summary>
    public ImmutableSortedSet<string> RefusedRecipients { get; init; } = ImmutableSortedSet<string>.Empty;

    /// <summary>Hash of the text that was shown; the text itself is archived under it.</summary>
    public required string TextHash { get; init; }

    /// <summary>Language of the text.</summary>
    public required string Language { get; init; }

    /// <summary>Revision of the policy in force.</summary>
    public required string PolicyRevision { get; init; }

    /// <summary>Where the visitor chose.</summary>
    public required ConsentPlace Place { get; init; }

    /// <summary>Whether the browser sent <c>Sec-GPC: 1</c>.</summary>
    public required bool GpcWasOn { get; init; }

    /// <summary>Whether the browser sent <c>DNT: 1</c>.</summary>
    public required bool DntWasOn { get; init; }

    /// <summary>Id of the site.</summary>
    public required string Site { get; init; }
}

/// <summary>What happened to a consent.</summary>
public enum ConsentEvent
{
    /// <summary>It was given.</summary>
    Given,

    /// <summary>Some purposes were added or taken away.</summary>
    Changed,

    /// <summary>All of it was withdrawn.</summary>
    Withdrawn,
}

/// <summary>Where a visitor chose.</summary>
public enum ConsentPlace
{
    /// <summary>The banner.</summary>
    Banner,

    /// <summary>The notice beside a personalised offer.</summary>
    Offer,

    /// <summary>The privacy page.</summary>
    PrivacyPage,

    /// <summary>A consent platform of the site.</summary>
    ConsentPlatform,
}
