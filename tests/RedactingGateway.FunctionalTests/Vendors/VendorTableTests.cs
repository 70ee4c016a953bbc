namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>The documented table of vendors is the one that the recordings give.</summary>
[Collection(VendorCollection.Name)]
public sealed class VendorTableTests(BroadGateway gateway)
{
    [Fact]
    public async Task Table_OfAllVendors_IsTheCommittedOne()
    {
        using var policy = VendorPolicy.Broad();
        var bench = new VendorBench(policy);
        var table = new VendorTable();
        foreach (var sdk in VendorSdk.All)
        {
            foreach (var recording in sdk.Recordings)
            {
                var allowed = AllowedValues.Of(recording, bench.Redact(sdk, recording.ToRequest()));
                table.Add(sdk, recording, await gateway.ReceivedAsync(recording), allowed);
            }
        }

        Approved.Check(Path.Combine(DictionaryFile.Folder, "README.md"), table.ToString());
    }
}
