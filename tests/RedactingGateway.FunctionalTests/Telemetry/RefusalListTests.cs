using System.Text.Json;
using RedactingGateway.FunctionalTests.Gateway;

namespace RedactingGateway.FunctionalTests.Telemetry;

public sealed class RefusalListTests
{
    private const string Planted = "zzplanted";

    [Fact]
    public async Task Refusals_AreToldByReason_WithTheDictionarysNames()
    {
        var dictionary = TestPolicy.Dictionary.Replace(
            "query.kept: { category: system.operations, type: opaqueId, source: site }", "query.kept: { category: user.contact.email, type: string, source: site, required: true }", StringComparison.Ordinal);
        await using var gateway = await GatewayHarness.StartAsync(dictionary: dictionary);
        for (var i = 0; i < 5; i++)
        {
            await gateway.SendAsync($"GET /t/plain/collect?v=2&kept={Planted}&{Planted}=1 HTTP/1.1");
            await gateway.SendAsync($"GET /t/plain/{Planted}?{Planted} HTTP/1.1");
            gateway.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await gateway.EventuallyAsync("plain", "received 10 sent 0 required 5 unknownEndpoint 5");
        using var client = new HttpClient();
        var text = await client.GetStringAsync(new Uri(gateway.Admin, "/refusals"), TestContext.Current.CancellationToken);
        using var page = JsonDocument.Parse(text);
        var refusals = page.RootElement.GetProperty("refusals").EnumerateArray().ToList();

        Assert.DoesNotContain(Planted, text, StringComparison.Ordinal);
        Assert.Equal(["required", "required", "required", "unknownEndpoint", "unknownEndpoint", "unknownEndpoint"], refusals.Select(static r => r.GetProperty("reason").GetString()));
        Assert.Equal("2026-11-23T12:00:04+00:00", refusals[0].GetProperty("time").GetString());
        Assert.Equal(("plain", "collect"), (refusals[0].GetProperty("destination").GetString(), refusals[0].GetProperty("endpoint").GetString()));
        var field = Assert.Single(refusals[0].GetProperty("fields").EnumerateArray());
        Assert.Equal(("query.kept", "user.contact.email"), (field.GetProperty("field").GetString(), field.GetProperty("category").GetString()));
    }
}
