using System.Collections.Immutable;
using System.Text.Json;
using RedactingGateway.Core.Signals;
using RedactingGateway.State;

namespace RedactingGateway.Privacy;

/// <summary>A consent record as its visitor and the operator read it, with the texts that were shown.</summary>
internal sealed record RecordDocument(Guid Id, ImmutableArray<RecordEntry> Entries, ImmutableSortedDictionary<string, string> Texts)
{
    /// <summary>Reads a record, or null.</summary>
    /// <exception cref="StateUnavailableException">It cannot be read now.</exception>
    public static async Task<RecordDocument?> ReadAsync(ConsentRecords records, Guid id, CancellationToken cancellationToken)
    {
        if (await records.ReadAsync(id, cancellationToken) is not { } record)
        {
            return null;
        }

        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var hash in record.Entries.Select(e => e.TextHash).Distinct(StringComparer.Ordinal))
        {
            if (await records.ReadTextAsync(hash, cancellationToken) is { } text)
            {
                texts[hash] = text;
            }
        }

        return new(id, [.. record.Entries.Select(Entry)], texts.ToImmutable());
    }

    private static RecordEntry Entry(ConsentEntry entry) => new(
        entry.Time, Word(entry.Event), entry.Site, entry.Purposes, entry.Scopes, [.. entry.RefusedRecipients ?? []], Word(entry.Place), entry.GpcWasOn, entry.DntWasOn,
        entry.PolicyRevision, entry.Language, entry.TextHash);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

/// <summary>One event of a record.</summary>
internal sealed record RecordEntry(
    DateTimeOffset Time, string Event, string Site, ImmutableSortedDictionary<string, bool> Purposes, ImmutableSortedDictionary<string, string> Scopes,
    ImmutableArray<string> RefusedRecipients, string Place, bool GpcWasOn, bool DntWasOn, string PolicyRevision, string Language, string TextHash);
