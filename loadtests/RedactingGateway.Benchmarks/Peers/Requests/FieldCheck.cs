using System.Globalization;

namespace RedactingGateway.Benchmarks.Peers.Requests;

/// <summary>Holds what a peer lets through against what the gateway does: a peer that does less would be fast.</summary>
internal static class FieldCheck
{
    /// <summary>Compares.</summary>
    /// <param name="original">What was sent.</param>
    /// <param name="expected">What arrives through the gateway.</param>
    /// <param name="arrived">What arrives through the peer.</param>
    /// <returns>What differs, an entry each; none: the peer does the same.</returns>
    public static IReadOnlyList<string> Differences(IReadOnlyList<FieldValue> original, IReadOnlyList<FieldValue> expected, IReadOnlyList<FieldValue> arrived)
    {
        var (should, does) = (Counts(expected), Counts(arrived));
        return
        [
            .. does.Where(a => a.Value > should.GetValueOrDefault(a.Key)).Select(a => Line("leaves and should not", a.Key, a.Value - should.GetValueOrDefault(a.Key))),
            .. should.Where(a => a.Value > does.GetValueOrDefault(a.Key)).Select(a => Line("is missing", a.Key, a.Value - does.GetValueOrDefault(a.Key))),
            .. Treated(original, expected).Where(a => !Treated(original, arrived).Contains(a)).Select(static a => $"{a} leaves as it was, and the gateway changes it"),
        ];
    }

    // Addresses at which nothing is as it was. How hashes look differs from peer to peer; that a value was kept does not.
    private static HashSet<string> Treated(IReadOnlyList<FieldValue> original, IReadOnlyList<FieldValue> arrived)
    {
        var kept = original.Intersect(arrived).Select(static v => v.Address).ToHashSet(StringComparer.Ordinal);
        return arrived.Select(static v => v.Address).Where(a => !kept.Contains(a)).ToHashSet(StringComparer.Ordinal);
    }

    private static Dictionary<string, int> Counts(IEnumerable<FieldValue> values) =>
        values.CountBy(static v => v.Address, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    private static string Line(string what, string address, int count) =>
        count == 1 ? $"{address} {what}" : string.Create(CultureInfo.InvariantCulture, $"{address} {what} ({count} times)");
}
