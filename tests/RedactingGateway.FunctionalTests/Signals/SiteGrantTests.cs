using RedactingGateway.FunctionalTests.Gateway;

namespace RedactingGateway.FunctionalTests.Signals;

/// <summary>The site is told what the visitor permits, believes nobody else, and shows it with the events that it sends itself.</summary>
public sealed class SiteGrantTests
{
    private const string Hit = "GET /t/ads/collect?v=1 HTTP/1.1";

    [Fact]
    public async Task Page_OfAcceptingVisitor_TellsTheSiteTheGrant()
    {
        await using var gateway = await StartAsync();

        var seen = await PageAsync(gateway, gateway.Acceptance("ads"));

        Assert.Equal("advertising,upkeep", seen["X-Privacy-Grant"]);
        Assert.StartsWith("grant.", seen["X-Privacy-Grant-Token"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Accept: */*", "upkeep")]
    [InlineData("Cookie: __Host-privacy-choice=refused.2026-11", "")]
    [InlineData("Cookie: __Host-privacy-choice=whatever", "")]
    public async Task Page_WithoutConsent_TellsTheSiteSo(string header, string expected)
    {
        await using var gateway = await StartAsync();
        Assert.Equal(expected, (await PageAsync(gateway, header))["X-Privacy-Grant"]);
    }

    [Fact]
    public async Task Page_HeadersThatPretendToBeTheGateways_NeverReachTheSite()
    {
        await using var gateway = await StartAsync();

        var seen = await PageAsync(gateway, "X-Privacy-Grant: advertising\nx-privacy-grant: advertising\nX-Privacy-Grant-Token: grant.1.own..x\nX-Privacy-Minor: 0\nX-Privacy-Anything: 1");

        Assert.Equal("upkeep", seen["X-Privacy-Grant"]);
        Assert.DoesNotContain("X-Privacy-Minor", seen.Keys);
        Assert.DoesNotContain("X-Privacy-Anything", seen.Keys);
    }

    [Fact]
    public async Task Page_EqualVisitors_GetEqualTokens()
    {
        await using var gateway = await StartAsync();

        // Two acceptances with record ids of their own.
        var first = await PageAsync(gateway, gateway.Acceptance("ads"));
        gateway.Time.Advance(TimeSpan.FromSeconds(90));
        var second = await PageAsync(gateway, gateway.Acceptance("ads"));

        Assert.Equal(first["X-Privacy-Grant-Token"], second["X-Privacy-Grant-Token"]);
    }

    [Fact]
    public async Task ServerEvent_WithTheToken_LeavesUntilItEnds()
    {
        await using var gateway = await StartAsync();
        var token = (await PageAsync(gateway, gateway.Acceptance("ads")))["X-Privacy-Grant-Token"];

        await gateway.SendAsync($"{Hit}\nX-Privacy-Grant-Token: {token}");
        await gateway.EventuallyAsync("ads", "received 1 sent 1");
        gateway.Time.Advance(TimeSpan.FromHours(1));
        await gateway.SendAsync($"{Hit}\nX-Privacy-Grant-Token: {token}");

        await gateway.EventuallyAsync("ads", "received 2 sent 1 noGrant 1");
        Assert.DoesNotContain("X-Privacy-Grant-Token", (await gateway.Vendor.NextAsync()).Headers.Select(h => h.Key));
    }

    [Theory]
    [InlineData("", "noGrant")]
    [InlineData("\nX-Privacy-Grant-Token: grant.9999999999.own.advertising~x.AAAA", "noGrant")]
    [InlineData("\nX-Privacy-Grant-Token: TOKEN\nX-Privacy-Grant-Token: TOKEN", "noGrant")]
    [InlineData("\nX-Privacy-Grant-Token: TOKEN\nSec-GPC: 1", "refused")]
    [InlineData("\nX-Privacy-Grant-Token: TOKEN\nCookie: __Host-privacy-choice=refused.2026-11", "refused")]
    public async Task ServerEvent_WithoutAGoodToken_DoesNotLeave(string headers, string reason)
    {
        await using var gateway = await StartAsync();
        var token = (await PageAsync(gateway, gateway.Acceptance("ads")))["X-Privacy-Grant-Token"];

        await gateway.SendAsync(Hit + headers.Replace("TOKEN", token, StringComparison.Ordinal));

        await gateway.EventuallyAsync("ads", $"received 1 sent 0 {reason} 1");
    }

    [Fact]
    public async Task ServerEvent_WithoutToken_PurposesThatNeedNoConsentPass()
    {
        await using var gateway = await StartAsync();

        await gateway.SendAsync("GET /t/mixed/collect?v=1&email=anna@example.org HTTP/1.1");

        await gateway.EventuallyAsync("mixed", "received 1 sent 1");
        Assert.Equal("/collect?v=1", (await gateway.Vendor.NextAsync()).Target);
    }

    private static Task<GatewayHarness> StartAsync() => GatewayHarness.StartAsync(SignalPolicy.Policy, SignalPolicy.Dictionary);

    private static async Task<Dictionary<string, string>> PageAsync(GatewayHarness gateway, string headers)
    {
        await gateway.SendAsync($"GET /page HTTP/1.1\n{headers}");
        return (await gateway.Site.NextAsync()).Headers.GroupBy(h => h.Key, StringComparer.OrdinalIgnoreCase).ToDictionary(h => h.Key, h => h.Single().Value, StringComparer.OrdinalIgnoreCase);
    }
}
