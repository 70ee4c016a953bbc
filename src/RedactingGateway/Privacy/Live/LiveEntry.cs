using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Pipeline;

namespace RedactingGateway.Privacy.Live;

/// <summary>What became of one request, in names and forms. Nothing in it was written by the client: no value has a place here, and no name of the client's own.</summary>
internal sealed record LiveEntry
{
    // 200 fields: no page of a person's reading is longer; the rest is a number.
    private const int MostFields = 200;

    public required DateTimeOffset Time { get; init; }

    /// <summary>Key of the destination.</summary>
    public required string Destination { get; init; }

    /// <summary>Why nothing was handed to the vendor; <see cref="WithheldReason.None"/>: something was.</summary>
    public required WithheldReason Stopped { get; init; }

    public required ImmutableArray<LiveField> Fields { get; init; }

    /// <summary>Number of fields that are known, and not listed.</summary>
    public int More { get; init; }

    /// <summary>Number of fields that no rule knows, by place: query, body, header, cookie, path.</summary>
    public required ImmutableSortedDictionary<string, int> Unknown { get; init; }

    /// <summary>What became of a request that is over.</summary>
    public static LiveEntry Of(GatewayFeature gateway, DateTimeOffset time)
    {
        var decisions = gateway.Trace?.Decisions ?? [];
        var stopped = gateway switch
        {
            { Vendor: not null } => WithheldReason.None,
            { Refusal: not WithheldReason.None } => gateway.Refusal,
            _ => WithheldReason.VendorFailed, // something went wrong on the way
        };
        var known = decisions.Where(static d => d.Field is not null).ToList();
        return new()
        {
            Time = time,
            Destination = gateway.Destination!.Id,
            Stopped = stopped,
            Fields = [.. known.Take(MostFields).Select(d => LiveField.Of(d, stopped))],
            More = Math.Max(0, known.Count - MostFields),
            Unknown = decisions.Where(static d => d.Field is null).GroupBy(static d => PlaceOf(d.Address), StringComparer.Ordinal)
                .ToImmutableSortedDictionary(static g => g.Key, static g => g.Count(), StringComparer.Ordinal),
        };
    }

    // An address begins with its place; what follows may be the client's own words.
    private static string PlaceOf(string address)
    {
        foreach (var place in (ReadOnlySpan<string>)["query", "header", "cookie", "path"])
        {
            if (address.StartsWith(place, StringComparison.Ordinal))
            {
                return place;
            }
        }

        return "body";
    }
}

/// <summary>What became of one field.</summary>
/// <param name="Name">The field as its protocol spells it.</param>
/// <param name="Category">Data category, or null.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Form">The form in which it left, as the policy spells it, or null.</param>
/// <param name="Reason">Why it did not leave.</param>
/// <param name="Purpose">The purpose that allows it, or null.</param>
internal sealed record LiveField(string Name, string? Category, FieldOutcome Outcome, string? Form, WithheldReason Reason, string? Purpose)
{
    public static LiveField Of(FieldDecision decision, WithheldReason stopped) => stopped == WithheldReason.None || decision.Outcome == FieldOutcome.Dropped
        ? new(decision.Field!, decision.Category, decision.Outcome, decision.Form, decision.Reason, decision.Purpose)
        : new(decision.Field!, decision.Category, FieldOutcome.Dropped, Form: null, stopped, Purpose: null);
}

/// <summary>How entries travel between nodes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LiveEntry))]
internal sealed partial class LiveJson : JsonSerializerContext;
