using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>What no vendor hears of: preflights, which the gateway answers itself, and visitors who did not accept.</summary>
[Collection(VendorCollection.Name)]
public sealed class WithheldReplayTests(ShippedGateway gateway)
{
    private const string Refusal = "Cookie: __Host-privacy-choice=refused.2026-11";

    public static TheoryData<string, string> Preflights =>
        [.. VendorSdk.All.SelectMany(sdk => Recording.All(sdk.Name)).Where(recording => recording.Method == "OPTIONS").Select(recording => (recording.Sdk, recording.FileName))];

    public static TheoryData<string> Sdks => [.. VendorSdk.All.Select(sdk => sdk.Name)];

    [Theory]
    [MemberData(nameof(Preflights))]
    public async Task Send_Preflight_DoesNotReachTheVendor(string sdk, string file) =>
        Assert.Null(await gateway.SendAsync(sdk, Recording.Load(sdk, file).ToRequest()));

    [Theory]
    [MemberData(nameof(Sdks))]
    public async Task Send_VisitorWhoDidNotAccept_NothingLeaves(string sdk)
    {
        foreach (var recording in VendorSdk.Of(sdk).Recordings)
        {
            Assert.Null(await gateway.SendAsync(sdk, recording.ToRequest(), []));
            Assert.Null(await gateway.SendAsync(sdk, recording.ToRequest(), Refusal));
        }
    }
}
