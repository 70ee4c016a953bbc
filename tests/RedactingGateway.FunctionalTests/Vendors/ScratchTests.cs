#pragma warning disable IDE0011, CA1806, CA5394, RS0030
using RedactingGateway.FunctionalTests.Leaks;
using RedactingGateway.FunctionalTests.Wire;
using CsCheck;

namespace RedactingGateway.FunctionalTests.Vendors;

public sealed class ScratchTests
{
    [Fact]
    public void Many()
    {
        using var policy = VendorPolicy.AudienceMeasurement();
        var bench = new VendorBench(policy);
        var groups = new System.Collections.Concurrent.ConcurrentDictionary<string, string>();
        var withheld = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        Gen.Int[0, int.MaxValue].Array[64].Sample(
            c =>
            {
                var one = LeakCase.From(c);
                var result = bench.Redact(one.Sdk, one.Request);
                withheld.AddOrUpdate($"{one.Sdk.Name} {result.Withheld}", 1, (_, n) => n + 1);
                if (result.Left is null) return;
                var hits = new LeakSearch([one.Marker.Planted]).In(result.Left);
                if (hits.Count == 0) return;
                var d = result.Decisions.FirstOrDefault(x => x.After != null && (x.After.Contains(one.Marker.Text, StringComparison.Ordinal)));
                var leaf = hits.MaxBy(h => h.Where.Length)!;
                groups.TryAdd($"{one.Sdk.Name} {one.Marker.Planted.Category} {PlantedArrival.Place(d?.Address ?? leaf.Where)} {d?.Category}", $"{one.Recording} {leaf.Spelling} {d?.Before} -> {d?.After} @ {leaf.Where}");
            },
            iter: int.Parse(Environment.GetEnvironmentVariable("N") ?? "20000"));
        File.WriteAllLines("/tmp/w/leaks.txt", groups.OrderBy(g => g.Key).Select(g => $"{g.Key} :: {g.Value}"));
        File.WriteAllLines("/tmp/w/withheld.txt", withheld.OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Value}"));
    }
}
