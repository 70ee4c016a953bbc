using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.Trackers;

namespace RedactingGateway.FunctionalTests.Pages;

/// <summary>How far a page is looked at: not beyond the banner where nothing after it could matter, and to its end everywhere else.</summary>
public sealed class PageScanTests
{
    private const string Policy = """
        version: 1
        controller: { name: Shop, address: Street 1, contact: mail@shop.example, privacyPolicy: "https://shop.example/privacy" }
        never: [user.financial]
        purposes:
          offers: { use: marketing.advertising.first_party.targeted, basis: consent, title: { en: Offers }, allow: { system.operations: keep } }
        sites:
          shop: { hosts: [shop.example], upstream: "${SITE}", languages: [en], SITE }
        """;

    [Theory]
    [InlineData("")]
    [InlineData("<a href=\"#c\">Skip</a>")]
    public async Task BannerOnly_PageIsCopiedBehindIt_AndOneOfManyIsSearchedForItsHosts(string skipLink)
    {
        await using var gateway = await GatewayHarness.StartAsync(Policy.Replace("SITE }", "notices: { link: false } }", StringComparison.Ordinal));

        var first = await LoadAsync(gateway, skipLink, "first.example");
        var second = await LoadAsync(gateway, skipLink, "second.example");

        Assert.Equal(["first.example"], Seen(gateway));
        Assert.Equal(first, second.Replace("second.example", "first.example", StringComparison.Ordinal));
        Assert.Matches($"<body>{skipLink}\\s*<[a-z]+ [^>]*id=\"rg-banner\"", second);
    }

    [Theory]
    [InlineData("notices: { link: true } }")]
    [InlineData("notices: { link: false, offers: [{ select: main, purpose: offers, whenRefused: keep }] } }")]
    [InlineData("notices: { link: false }, unroutedTrackers: remove }")]
    public async Task SomethingBehindTheBanner_EveryPageIsSearched(string site)
    {
        await using var gateway = await GatewayHarness.StartAsync(Policy.Replace("SITE }", site, StringComparison.Ordinal));

        await LoadAsync(gateway, "", "first.example");
        await LoadAsync(gateway, "", "second.example");

        Assert.Equal(["first.example", "second.example"], Seen(gateway));
    }

    [Fact]
    public async Task AnyDestination_EveryPageIsSearched()
    {
        await using var gateway = await GatewayHarness.StartAsync(TestPolicy.Policy.Replace("hosts: [shop.example]", "hosts: [shop.example]\n    notices: { link: false }", StringComparison.Ordinal));

        await LoadAsync(gateway, "", "first.example");
        await LoadAsync(gateway, "", "second.example");

        Assert.Equal(["first.example", "second.example"], Seen(gateway));
    }

    private static IEnumerable<string> Seen(GatewayHarness gateway) => gateway.Services.GetRequiredService<BypassingHosts>().Snapshot().Select(h => h.Host);

    private static async Task<string> LoadAsync(GatewayHarness gateway, string skipLink, string host)
    {
        gateway.Site.Reply = _ => VendorReply.Status(
            200,
            $"<!doctype html><html lang=\"en\"><head><title>t</title></head><body>{skipLink}<main id=\"c\"><p>a</p><script src=\"https://{host}/a.js\"></script></main></body></html>",
            "Content-Type: text/html; charset=utf-8");
        return (await gateway.SendAsync("GET / HTTP/1.1\nHost: shop.example\nSec-Fetch-Dest: document\nAccept: text/html")).BodyText;
    }
}
