using System.Collections.Immutable;

namespace RedactingGateway.Core.Policies.Comparison;

/// <summary>Finds purposes that have another key and are otherwise the same.</summary>
internal static class PurposeRenames
{
    /// <summary>New keys by old ones.</summary>
    public static ImmutableDictionary<string, string> Find(PolicySnapshot before, PolicySnapshot after, Disclosures old, Disclosures now)
    {
        var renamed = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var added = after.Purposes.Where(p => before.Purposes.All(b => b.Id != p.Id)).ToList();
        foreach (var gone in before.Purposes.Where(p => after.Purposes.All(a => a.Id != p.Id)))
        {
            if (added.Find(a => a.Use == gone.Use && a.Basis == gone.Basis && Effect(a.Id, now).SetEquals(Effect(gone.Id, old))) is { } successor)
            {
                renamed.Add(gone.Id, successor.Id);
                added.Remove(successor);
            }
        }

        return renamed.ToImmutable();
    }

    private static HashSet<(DisclosureKey, string)> Effect(string purpose, Disclosures all) =>
        [.. all.Forms.Where(f => f.Key.Purpose == purpose).SelectMany(f => f.Value.Keys.Select(words => (f.Key with { Purpose = "" }, words)))];
}
