using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace RedactingGateway.Privacy.Transparency;

/// <summary>Who gets what, why, in which form and how to change it: what the page shows, and what programs read.</summary>
/// <remarks>Members are added, never renamed or given another meaning, while <see cref="Version"/> stays.</remarks>
internal sealed record TransparencyDocument
{
    public int Version { get; init; } = 1;

    public required string Site { get; init; }

    public required string Language { get; init; }

    /// <summary>Revision of the policy that this was made from, and that is enforced.</summary>
    public required string Policy { get; init; }

    public required ControllerFacts Controller { get; init; }

    /// <summary>What the visitor chose: <c>none</c>, <c>refused</c>, <c>accepted</c>, <c>unreadable</c>.</summary>
    public required string Choice { get; init; }

    public required ImmutableArray<PurposeFacts> Purposes { get; init; }

    public required ImmutableArray<RecipientFacts> Recipients { get; init; }

    /// <summary>Recipients that get data in other ways than through the gateway.</summary>
    public required ImmutableArray<OutsideFacts> Outside { get; init; }

    /// <summary>Hosts of others that were seen in the site's pages, and that the policy does not name.</summary>
    public required ImmutableArray<string> Bypassing { get; init; }

    public required ImmutableArray<CategoryFacts> Never { get; init; }

    /// <summary>What the gateway itself keeps.</summary>
    public required ImmutableArray<HeldFacts> Held { get; init; }

    /// <summary>Rights of the visitor, one sentence each.</summary>
    public required ImmutableArray<string> Rights { get; init; }

    /// <summary>Days that the recipients' counts are about.</summary>
    public required int CountedDays { get; init; }

    /// <summary>Whether the counts could be read; where not, recipients have none.</summary>
    public required bool Counted { get; init; }
}

/// <summary>Who is responsible.</summary>
internal sealed record ControllerFacts(string Name, string Address, string Contact, string? DataProtectionOfficer, string? PrivacyPolicy);

/// <summary>A purpose.</summary>
internal sealed record PurposeFacts
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string Use { get; init; }

    public required string Basis { get; init; }

    /// <summary>For legitimate interests: which.</summary>
    public string? Interest { get; init; }

    public required bool NeedsConsent { get; init; }

    public required bool CanBeRefused { get; init; }

    /// <summary>What it may read from or store in the device: <c>consent</c> or <c>strictlyNecessary</c> (without asking).</summary>
    public required string DeviceAccess { get; init; }

    /// <summary><c>accepted</c>, <c>refused</c> or <c>notAsked</c>.</summary>
    public required string State { get; init; }

    /// <summary>Whether it is permitted now, all signals together.</summary>
    public required bool Granted { get; init; }

    public required ImmutableArray<string> Recipients { get; init; }

    public required ImmutableArray<AllowedFacts> Categories { get; init; }

    /// <summary>What there is to say beside the legal basis, one sentence each.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>A category that a purpose allows.</summary>
/// <param name="Category">Key of the taxonomy.</param>
/// <param name="Name">In words.</param>
/// <param name="Form">The form as the policy spells it.</param>
/// <param name="FormInWords">The form in words.</param>
/// <param name="LinkedDays">Days for which the recipient can link visits by the substitute; missing: it is no substitute.</param>
/// <param name="Because">Why it is needed.</param>
internal sealed record AllowedFacts(string Category, string Name, string Form, string FormInWords, int? LinkedDays, string Because);

/// <summary>A recipient.</summary>
internal sealed record RecipientFacts
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Country { get; init; }

    public required string CountryInWords { get; init; }

    /// <summary><c>processor</c>, <c>jointController</c> or <c>controller</c>.</summary>
    public required string Role { get; init; }

    /// <summary><c>none</c> or <c>ownPurposes</c>.</summary>
    public required string Reuse { get; init; }

    public required ImmutableArray<TransferFacts> Transfers { get; init; }

    /// <summary>As the recipient states it itself.</summary>
    public required string Retention { get; init; }

    public required string PrivacyPolicy { get; init; }

    public required ImmutableArray<string> Purposes { get; init; }

    /// <summary>Paths of the site under which data goes there.</summary>
    public required ImmutableArray<PathFacts> Paths { get; init; }

    /// <summary>Whether the visitor refused it by name.</summary>
    public required bool Refused { get; init; }

    /// <summary>Of the last days; missing: they could not be read.</summary>
    public CountFacts? Counts { get; init; }
}

/// <summary>A transfer to another country.</summary>
internal sealed record TransferFacts(string Country, string CountryInWords, string Safeguard, string SafeguardInWords);

/// <summary>A path of the site that leads to a recipient; <c>shadow</c>: on trial, nothing is sent.</summary>
internal sealed record PathFacts(string Path, string Protocol, string Mode);

/// <summary>Rounded counts; a missing one is below <see cref="PublicCount.Least"/>.</summary>
/// <param name="Sent">Fields that left.</param>
/// <param name="Changed">Those of them that left in another form.</param>
/// <param name="Withheld">Fields that did not leave.</param>
/// <param name="Stopped">Requests of which nothing left.</param>
internal sealed record CountFacts(long? Sent, long? Changed, long? Withheld, long? Stopped);

/// <summary>A recipient beside the gateway.</summary>
internal sealed record OutsideFacts(string Name, string Country, string CountryInWords, string Why, string? PrivacyPolicy);

/// <summary>A category.</summary>
internal sealed record CategoryFacts(string Category, string Name);

/// <summary>Something that the gateway itself keeps.</summary>
internal sealed record HeldFacts(string Id, string What, string Basis, string Retention);

/// <summary>How the transparency page is written as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(TransparencyDocument))]
internal sealed partial class TransparencyJson : JsonSerializerContext;
