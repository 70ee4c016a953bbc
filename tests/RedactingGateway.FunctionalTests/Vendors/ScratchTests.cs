using System.Text;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Vendors;

public sealed class ScratchTests
{
    [Fact]
    public void Dump()
    {
        var text = new StringBuilder();
        foreach (var kind in new[] { "shipped", "broad" })
        {
            using var policy = kind == "shipped" ? VendorPolicy.Shipped() : VendorPolicy.Broad();
            var bench = new VendorBench(policy);
            foreach (var sdk in VendorSdk.All)
            {
                foreach (var recording in sdk.Recordings)
                {
                    var result = bench.Redact(sdk, recording.ToRequest());
                    text.Append($"R\t{kind}\t{sdk.Name}\t{recording.FileName}\t{result.Withheld}\n");
                    foreach (var d in result.Decisions)
                    {
                        text.Append($"D\t{kind}\t{sdk.Name}\t{recording.FileName}\t{d.Address}\t{d.Outcome}\t{d.Reason}\t{d.Category}\t{(d.Before ?? "").Replace('\n', ' ').Replace('\t', ' ')}\t{(d.After ?? "").Replace('\n', ' ')}\n");
                    }

                    var received = PlantedArrival.ByPlace(result.Left);
                    foreach (var canary in recording.Canaries)
                    {
                        text.Append($"C\t{kind}\t{sdk.Name}\t{recording.FileName}\t{canary.Category}\t{PlantedArrival.Place(canary.Where)}\t{PlantedArrival.FormOf(canary, received)}\n");
                    }

                    if (result.Left is not null)
                    {
                        foreach (var hit in new LeakSearch(recording.Person).In(result.Left))
                        {
                            text.Append($"L\t{kind}\t{sdk.Name}\t{recording.FileName}\t{hit.Planted.Category}\t{hit.Planted.Value}\t{hit.Spelling}\t{PlantedArrival.Place(hit.Where)}\n");
                        }
                    }
                }
            }
        }

        File.WriteAllText("/tmp/w/dump.tsv", text.ToString());
    }
}
