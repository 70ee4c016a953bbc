using Microsoft.Playwright;
using RedactingGateway.FunctionalTests.Browsing;

namespace RedactingGateway.FunctionalTests.Gateway;

/// <summary>Where the gateway may stand, seen from the page: on its host, on another host of its site, on another site; with a real browser.</summary>
public sealed class PlacementBrowserTests
{
    // Addresses without port, so that origins are those of a policy; the browser is told where they lead.
    private const string Page = "<!doctype html><html lang=en><title>Shop</title><body>Shop</body></html>";

    private static readonly string Policy = TestPolicy.Policy
        .Replace("hosts: [shop.example]", "hosts: [shop.localhost]", StringComparison.Ordinal)
        .Replace("hosts: [bare.example]", "hosts: [t.shop.localhost]", StringComparison.Ordinal)
        .Replace("    path: /t/plain\n", "    path: /t/plain\n    origins: [\"http://other.localhost\"]\n", StringComparison.Ordinal);

    [Theory]
    [InlineData("http://shop.localhost/", "")]
    [InlineData("http://shop.localhost/", "http://t.shop.localhost")]
    [InlineData("http://other.localhost/", "http://t.shop.localhost")]
    public async Task FetchBeaconAndImage_ArriveRedacted(string page, string gatewayAt)
    {
        await using var gateway = await StartAsync();
        await using var chromium = await StartChromiumAsync(gateway);
        var opened = await chromium.OpenAsync(await chromium.VisitorAsync(), new Uri(page));

        Assert.Equal(204, await FetchAsync(opened, gatewayAt));
        Assert.Equal("""{"v":"2","kept":"fetch"}""", (await gateway.Vendor.NextAsync()).BodyText);

        Assert.True(await opened.EvaluateAsync<bool>(
            "at => navigator.sendBeacon(at + '/t/plain/collect', JSON.stringify({ v: '2', kept: 'beacon', email: 'anna@example.org' }))", gatewayAt));
        Assert.Equal("""{"v":"2","kept":"beacon"}""", (await gateway.Vendor.NextAsync()).BodyText);

        Assert.Equal(1, await opened.EvaluateAsync<int>(
            "at => new Promise((done, failed) => { const i = new Image(); i.onload = () => done(i.width); i.onerror = failed; i.src = at + '/t/plain/pixel.gif?v=2&kept=image&email=anna%40example.org'; })",
            gatewayAt));
        Assert.Equal("/pixel.gif?v=2&kept=image", (await gateway.Vendor.NextAsync()).Target);
        Assert.Empty(chromium.Errors);
        await gateway.EventuallyAsync("plain", "received 3 sent 3");
    }

    [Fact]
    public async Task OriginThatNobodyNames_MayNotAsk()
    {
        await using var gateway = await StartAsync();
        await using var chromium = await StartChromiumAsync(gateway);
        var opened = await chromium.OpenAsync(await chromium.VisitorAsync(), new Uri("http://evil.localhost/"));

        Assert.Equal(0, await FetchAsync(opened, "http://t.shop.localhost"));

        Assert.Contains(chromium.Errors, e => e.Contains("CORS", StringComparison.Ordinal));
        Assert.Equal(0, gateway.Vendor.Count);
        await gateway.EventuallyAsync("plain", "received 0 sent 0");
    }

    private static async Task<GatewayHarness> StartAsync()
    {
        var gateway = await GatewayHarness.StartAsync(Policy);
        gateway.Site.Reply = _ => VendorReply.Status(200, Page, "Content-Type: text/html; charset=utf-8");
        return gateway;
    }

    // Pages of other sites do not come through the gateway.
    private static Task<Chromium> StartChromiumAsync(GatewayHarness gateway) => Chromium.StartAsync(
        $"MAP other.localhost {gateway.Site.Authority}, MAP evil.localhost {gateway.Site.Authority}, MAP *.localhost {gateway.Address.Authority}");

    // The status, or 0 where the browser did not let the page ask.
    private static Task<int> FetchAsync(IPage page, string gatewayAt) => page.EvaluateAsync<int>(
        """
        async (at) => {
          try {
            const body = JSON.stringify({ v: '2', kept: 'fetch', email: 'anna@example.org' });
            return (await fetch(at + '/t/plain/collect', { method: 'POST', keepalive: true, credentials: 'include', headers: { 'Content-Type': 'application/json' }, body })).status;
          } catch { return 0; }
        }
        """, gatewayAt);
}
