using System.Globalization;

namespace RedactingGateway.Benchmarks.Peers.Requests;

/// <summary>Holds what a peer lets through against what the gateway does: a peer that does less would be fast.</summary>
internal static class FieldCheck
{
    /// <summary>Compares.</summary>
    /// <param name="expected">Addresses that arrive through the gateway.</param>
    /// <param name="arrived">Addresses that arrive through the peer.</param>
    /// <returns>What differs, an entry each; none: the peer does the same.</returns>
    public static IReadOnlyList<string> Differences(IReadOnlyList<string> expected, IReadOnlyList<string> arrived)
    {
        var (should, does) = (Counts(expected), Counts(arrived));
        return
        [
            .. does.Where(a => a.Value > should.GetValueOrDefault(a.Key)).Select(a => Line("leaves and should not", a.Key, a.Value - should.GetValueOrDefault(a.Key))),
            .. should.Where(a => a.Value > does.GetValueOrDefault(a.Key)).Select(a => Line("is missing", a.Key, a.Value - does.GetValueOrDefault(a.Key))),
        ];
    }

    private static Dictionary<string, int> Counts(IEnumerable<string> addresses) =>
        addresses.CountBy(static a => a, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    private static string Line(string what, string address, int count) =>
        count == 1 ? $"{address} {what}" : string.Create(CultureInfo.InvariantCulture, $"{address} {what} ({count} times)");
}
