using RedactingGateway.FunctionalTests.Gateway;

namespace RedactingGateway.FunctionalTests.Misbehaviour;

/// <summary>A client that sends more than its rate.</summary>
public sealed class ClientRateTests
{
    private const string EventBody = """{"v":"2"}""";

    [Fact]
    public async Task OverTheRate_RetryingSdksHearWhen_BeaconsHearSuccess_SitesAreNotLimited()
    {
        await using var gateway = await GatewayHarness.StartAsync(TestPolicy.Policy.Replace("  body: 16KiB", "  body: 16KiB\n  clientRate: 1", StringComparison.Ordinal));
        RawResponse answer;
        var sent = 0;
        do
        {
            // Ten at once, one a second after: some hundred can only be reached by a limit that is none.
            answer = await gateway.SendAsync("POST /t/plain/batch HTTP/1.1", EventBody);
            Assert.InRange(++sent, 1, 100);
        }
        while (answer.Status == 200);

        Assert.True(sent > 10);
        Assert.Equal((429, "10"), (answer.Status, answer.Header("Retry-After")));
        Assert.Equal(sent - 1, gateway.Vendor.Count);
        Assert.Equal(204, (await gateway.SendAsync("POST /t/plain/collect HTTP/1.1", EventBody)).Status);
        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(204, (await gateway.SendAsync("GET /page HTTP/1.1")).Status);
        }

        Assert.True((await gateway.EventsAsync("plain")).Withheld["rateLimit"] > 0);
    }

    [Fact]
    public async Task ManyClientsOfOneIpv6Network_ShareSixteenRates_OthersAreNotTouched()
    {
        await using var gateway = await GatewayHarness.StartAsync(
            TestPolicy.Policy.Replace("  body: 16KiB", "  body: 16KiB\n  clientRate: 1", StringComparison.Ordinal), dictionary: null, "--Gateway:TrustedProxies=127.0.0.1");
        var sent = 0;
        do
        {
            // Each from a /64 of its own: 160 at once, 16 a second after.
            Assert.InRange(++sent, 1, 1000);
        }
        while (await StatusAsync($"2001:db8:7:{sent:x}::1") == 200);

        Assert.True(sent > 160);
        Assert.Equal(200, await StatusAsync("2001:db8:8::1"));
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(200, await StatusAsync($"198.51.100.{i}"));
        }

        async Task<int> StatusAsync(string client) => (await gateway.SendAsync($"POST /t/plain/batch HTTP/1.1\nX-Forwarded-For: {client}", EventBody)).Status;
    }
}
