using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>
/// The number of planted values that arrive, by SDK, category and form, is committed: it cannot shrink or grow unseen.
/// <c>shipped</c>: under the starter's purposes; <c>broad</c>: every category allowed but the starter's <c>never:</c>.
/// </summary>
[Collection(VendorCollection.Name)]
public sealed class ArrivalTableTests(ShippedGateway shipped, BroadGateway broad)
{
    private static readonly string Table =
        Path.Combine(Corpus.RepositoryRoot, "tests", "RedactingGateway.FunctionalTests", "Vendors", "arrivals.txt");

    [Fact]
    public async Task Arrivals_OfAllRecordings_AreTheCommittedOnes()
    {
        var counts = new ArrivalCounts();
        foreach (var recording in VendorSdk.All.SelectMany(sdk => sdk.Recordings))
        {
            counts.Add("shipped", recording, await shipped.ReceivedAsync(recording));
            counts.Add("broad", recording, await broad.ReceivedAsync(recording));
        }

        Approved.Check(Table, counts.ToString());
    }
}
