using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>Each recorded preflight gets an answer with which a browser sends the request that it asked for (WHATWG Fetch § 4.8).</summary>
[Collection(VendorCollection.Name)]
public sealed class PreflightReplayTests(ShippedGateway gateway)
{
    private const string Origin = "https://localhost";

    public static TheoryData<string, string> Preflights { get; } =
        [.. VendorSdk.All.SelectMany(sdk => Recording.All(sdk.Name)).Where(r => r.Method == "OPTIONS").Select(r => (r.Sdk, r.ToString()!))];

    [Fact]
    public void Recordings_HoldThemAll() => Assert.Equal(27, Preflights.Count);

    [Theory]
    [MemberData(nameof(Preflights))]
    public async Task Preflight_IsAnsweredForTheBrowser_AndNobodyElsesOrigin(string sdk, string name)
    {
        var recording = Recording.All(sdk).Single(r => r.ToString() == name);
        var asked = recording.ToRequest().Headers;
        var method = asked.Single(h => h.Key.Equals("Access-Control-Request-Method", StringComparison.OrdinalIgnoreCase)).Value;
        var headers = asked.Single(h => h.Key.Equals("Access-Control-Request-Headers", StringComparison.OrdinalIgnoreCase)).Value;
        var before = gateway.Harness.Vendor.Count;
        var head = $"OPTIONS /t/{sdk}{recording.VendorTarget} HTTP/1.1\nHost: localhost\nAccess-Control-Request-Method: {method}\nAccess-Control-Request-Headers: {headers}\nOrigin: ";

        var answer = await gateway.Harness.SendAsync(head + Origin);
        var foreign = await gateway.Harness.SendAsync(head + "https://evil.example");

        Assert.Equal(204, answer.Status);
        Assert.Equal((Origin, "true", "Origin"), (answer.Header("Access-Control-Allow-Origin"), answer.Header("Access-Control-Allow-Credentials"), answer.Header("Vary")));
        Assert.Equal("7200", answer.Header("Access-Control-Max-Age"));
        Assert.Equal("noindex", answer.Header("X-Robots-Tag"));
        Assert.Contains(method, answer.Header("Access-Control-Allow-Methods")!.Split(", "));
        Assert.Empty(headers.Split(',').Except(answer.Header("Access-Control-Allow-Headers")!.Split(", ")));
        Assert.Null(foreign.Header("Access-Control-Allow-Origin"));
        Assert.Null(foreign.Header("Access-Control-Allow-Headers"));
        Assert.Equal(before, gateway.Harness.Vendor.Count);
    }
}
