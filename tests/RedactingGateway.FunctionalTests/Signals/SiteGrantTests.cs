using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.Core.Signals;
using RedactingGateway.Core.Tests.Signals;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.PolicyStore;

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

    [Fact]
    public async Task ServerEvent_WithATokenThatRefuses_DoesNotLeaveOnAnyBasis()
    {
        await using var gateway = await StartAsync();
        var token = (await PageAsync(gateway, Choice(gateway, [], "advertising")))["X-Privacy-Grant-Token"];

        await gateway.SendAsync($"GET /t/mixed/collect?v=1 HTTP/1.1\nX-Privacy-Grant-Token: {token}");

        await gateway.EventuallyAsync("mixed", "received 1 sent 1");
        await gateway.SendAsync($"GET /t/upkeep/collect?v=1 HTTP/1.1\nX-Privacy-Grant-Token: {token}");
        await gateway.EventuallyAsync("upkeep", "received 1 sent 0 refused 1");
    }

    [Theory]
    [InlineData("shop.example", "CHOICE", "reused", "refused 1", "refused 2")]
    [InlineData("tcf.example", "Cookie: euconsent-v2=OTHERS", "reused", "refused 1", "refused 2")]
    [InlineData("tcf.example", "Cookie: euconsent-v2=OTHERS", "unlisted", "noGrant 1", "noGrant 1 refused 1")]
    [InlineData("header.example", "X-Privacy-Choices: statistics\nSec-GPC: 1", "reused", "refused 1", "refused 2")]
    public async Task ServerEvent_ToARecipientThatThePageMayNotSendTo_DoesNotLeave(string host, string headers, string destination, string ofPage, string ofBoth)
    {
        await using var gateway = await StartAsync("--Gateway:TrustedProxies=127.0.0.1");
        var spelled = headers
            .Replace("CHOICE", Choice(gateway, ["reuser"], "advertising", "statistics", "upkeep"), StringComparison.Ordinal)
            .Replace("OTHERS", OtherVendorsOnly, StringComparison.Ordinal);
        spelled = $"Host: {host}\n{spelled}";
        await gateway.SendAsync($"GET /t/{destination}/collect?v=1 HTTP/1.1\n{spelled}");
        await gateway.EventuallyAsync(destination, $"received 1 sent 0 {ofPage}");
        var token = (await PageAsync(gateway, spelled))["X-Privacy-Grant-Token"];

        await gateway.SendAsync($"GET /t/{destination}/collect?v=1 HTTP/1.1\nHost: {host}\nX-Privacy-Grant-Token: {token}");

        await gateway.EventuallyAsync(destination, $"received 2 sent 0 {ofBoth}");
    }

    [Fact]
    public async Task ServerEvent_WithATokenOfAnotherSite_DoesNotLeave()
    {
        await using var gateway = await StartAsync();
        var token = (await PageAsync(gateway, gateway.Acceptance("ads")))["X-Privacy-Grant-Token"];

        await gateway.SendAsync($"{Hit}\nHost: header.example\nX-Privacy-Grant-Token: {token}");
        await gateway.EventuallyAsync("ads", "received 1 sent 0 noGrant 1");

        // A backend on the gateway's own machine, by a name that is no site's.
        await gateway.SendAsync($"{Hit}\nHost: localhost\nX-Privacy-Grant-Token: {token}");
        await gateway.EventuallyAsync("ads", "received 2 sent 1 noGrant 1");
    }

    [Fact]
    public async Task Page_AskedForWithAToken_GivesNoFreshOne()
    {
        await using var gateway = await StartAsync();
        var token = (await PageAsync(gateway, gateway.Acceptance("ads")))["X-Privacy-Grant-Token"];
        gateway.Time.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal("upkeep", (await PageAsync(gateway, $"X-Privacy-Grant-Token: {token}"))["X-Privacy-Grant"]);
    }

    [Theory]
    [InlineData("X_Privacy_Grant: advertising")]
    [InlineData("x-privacy_grant: advertising")]
    [InlineData("X_Privacy-Grant_Token: grant.1.own..x")]
    public async Task Page_HeadersThatGatewayInterfacesTakeForTheGateways_NeverReachTheSite(string header)
    {
        await using var gateway = await StartAsync();

        var seen = await PageAsync(gateway, header);

        // CGI, WSGI and PHP name both X-Privacy-Grant and X_Privacy_Grant HTTP_X_PRIVACY_GRANT (RFC 3875, 4.1.18).
        Assert.Equal("upkeep", seen["X-Privacy-Grant"]);
        Assert.Equal(2, seen.Keys.Count(name => name.Replace('_', '-').StartsWith("X-Privacy-", StringComparison.OrdinalIgnoreCase)));
    }

    // All purposes, and vendor 12: not vendor 13, which is the reuser.
    private static readonly string OtherVendorsOnly = TcfText.Write(yes: true, new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));

    private static Task<GatewayHarness> StartAsync(params string[] arguments) => GatewayHarness.StartAsync(SignalPolicy.Policy, SignalPolicy.Dictionary, arguments);

    // Whoever is not accepted is refused.
    private static string Choice(GatewayHarness gateway, string[] refusedRecipients, params string[] accepted)
    {
        var policy = gateway.Services.GetRequiredService<PolicyHolder>().Current;
        var answers = policy.Purposes.Select(p => KeyValuePair.Create(p.Id, accepted.Contains(p.Id) ? p.Scope : null));
        return $"Cookie: {ChoiceCookie.HostName}={gateway.Services.GetRequiredService<ChoiceCookie>().WriteAcceptance(answers, refusedRecipients, BrowserSignals.None, Guid.NewGuid())}";
    }

    private static async Task<Dictionary<string, string>> PageAsync(GatewayHarness gateway, string headers)
    {
        await gateway.SendAsync($"GET /page HTTP/1.1\n{headers}");
        return (await gateway.Site.NextAsync()).Headers.GroupBy(h => h.Key, StringComparer.OrdinalIgnoreCase).ToDictionary(h => h.Key, h => h.Single().Value, StringComparer.OrdinalIgnoreCase);
    }
}
