using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace RedactingGateway.Privacy;

/// <summary>How the privacy pages read and write JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, MaxDepth = 8)]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(ChoiceMessage))]
[JsonSerializable(typeof(ChoicesDocument))]
[JsonSerializable(typeof(RecordDocument))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(GpcFile))]
[JsonSerializable(typeof(DestinationsFile))]
internal sealed partial class PrivacyJson : JsonSerializerContext;

/// <summary>A choice as pages and consent platforms send it.</summary>
internal sealed record ChoiceMessage
{
    public bool? All { get; init; }

    public Dictionary<string, bool>? Purposes { get; init; }

    public Dictionary<string, bool>? Recipients { get; init; }

    public string? Place { get; init; }

    public string? Language { get; init; }

    public string? Subject { get; init; }
}

/// <summary>What a visitor can choose, has chosen, and what follows from it.</summary>
internal sealed record ChoicesDocument(string Site, string Language, string Choices, string Choice, bool Record, ImmutableArray<string> Signals, ImmutableArray<PurposeChoice> Purposes, ImmutableArray<RecipientChoice> Recipients)
{
    /// <summary>Day from which somebody who chose may be asked again; null: nobody chose.</summary>
    public string? AskAgain { get; init; }
}

/// <summary>One purpose.</summary>
internal sealed record PurposeChoice
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string Use { get; init; }

    public required string Basis { get; init; }

    public required bool NeedsConsent { get; init; }

    public required bool CanBeRefused { get; init; }

    public required ImmutableArray<string> Recipients { get; init; }

    /// <summary><c>accepted</c>, <c>refused</c> or <c>notAsked</c>.</summary>
    public required string State { get; init; }

    /// <summary>Whether it is permitted now, all signals together, as far as the site itself is concerned.</summary>
    public required bool Granted { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}

/// <summary>One recipient.</summary>
internal sealed record RecipientChoice(string Id, string Name, string Country, bool Refused);

/// <summary>RFC 9457.</summary>
internal sealed record Problem(string Title, int Status, string Detail)
{
    public string Type { get; init; } = "about:blank";
}
