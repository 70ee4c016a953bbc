using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RedactingGateway.FunctionalTests.Gateway;

namespace RedactingGateway.FunctionalTests.Privacy;

/// <summary>The transparency page and "My data, live" as people see them, in a real browser.</summary>
public sealed class OpennessBrowserTests
{
    // Debian's browser; the environment variable names another. Playwright's own download is not used.
    private static readonly string? Browser = new[] { Environment.GetEnvironmentVariable("CHROMIUM_PATH"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
        .FirstOrDefault(p => p is not null && File.Exists(p));

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static readonly string[] Paths = ["/privacy-choices/", "/privacy-choices/live"];

    [Theory]
    [InlineData("en-GB", ColorScheme.Light)]
    [InlineData("de-DE", ColorScheme.Dark)]
    public async Task Pages_AreAccessible_AndFitEveryWidth(string locale, ColorScheme scheme)
    {
        Assert.SkipWhen(Browser is null, "No Chromium found: set CHROMIUM_PATH or install Debian's package chromium.");
        await using var bench = await StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Browser, Args = Arguments });
        foreach (var (width, path) in from width in new[] { 320, 1280 } from path in Paths select (width, path))
        {
            var context = await browser.NewContextAsync(new() { Locale = locale, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
            var (page, errors) = await OpenAsync(context, bench, path);
            if (path.EndsWith("live", StringComparison.Ordinal))
            {
                await page.Locator("main button").ClickAsync();
                await Assertions.Expect(page.Locator("#waiting")).ToBeVisibleAsync();
                await FetchAsync(page, "/t/plain/collect?v=2&other=1");
                await FetchAsync(page, "/t/ads/collect?v=2");
                await Assertions.Expect(page.Locator("#list article")).ToHaveCountAsync(2);
            }

            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} is wider than {width}.");
            var axe = await page.RunAxe();
            Assert.Empty(axe.Violations.Select(v => $"{v.Id}: {string.Join(", ", v.Nodes.Select(n => n.Html))}"));
            Assert.Empty(errors);
            await ScreenshotAsync(page, $"openness-{path.Split('/')[^1]}-{locale}-{scheme}-{width}.png");

            // Headings in order: no level is left out.
            var levels = await page.EvaluateAsync<int[]>("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])");
            Assert.Equal(1, levels[0]);
            Assert.DoesNotContain(levels.Zip(levels.Skip(1)), static pair => pair.Second > pair.First + 1);
            await context.CloseAsync();
        }
    }

    [Fact]
    public async Task Live_OneTabShowsWhatTheOtherDoes_UntilItIsStopped()
    {
        Assert.SkipWhen(Browser is null, "No Chromium found: set CHROMIUM_PATH or install Debian's package chromium.");
        await using var bench = await StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Browser, Args = Arguments });
        var context = await browser.NewContextAsync(new() { Locale = "en-GB" });
        var (live, errors) = await OpenAsync(context, bench, "/privacy-choices/live");
        await live.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await Assertions.Expect(live.GetByRole(AriaRole.Status)).ToHaveTextAsync("Running until 12:10:00.");

        var (shop, _) = await OpenAsync(context, bench, "/");
        await FetchAsync(shop, "/t/plain/collect?v=2&%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E=1");

        await Assertions.Expect(live.GetByRole(AriaRole.Status)).ToHaveTextAsync("Running until 12:10:00. Requests so far: 1");
        await Assertions.Expect(live.GetByRole(AriaRole.Heading, new() { Level = 3 })).ToHaveTextAsync("12:00:00, to Recorder Ltd");
        await Assertions.Expect(live.GetByRole(AriaRole.Row).Filter(new() { HasText = "query.v" })).ToContainTextAsync("left as it came");
        Assert.Equal(0, await live.Locator("#list img").CountAsync());

        await live.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await Assertions.Expect(live.GetByRole(AriaRole.Status)).ToHaveTextAsync("Ended. Nothing was kept.");
        Assert.DoesNotContain(await context.CookiesAsync(), static c => c.Name == "__Host-privacy-live");
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Live_WithoutScripts_ShowsWhatCameWhenItIsReloaded()
    {
        Assert.SkipWhen(Browser is null, "No Chromium found: set CHROMIUM_PATH or install Debian's package chromium.");
        await using var bench = await StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Browser, Args = Arguments });
        var context = await browser.NewContextAsync(new() { Locale = "de-DE", JavaScriptEnabled = false });
        var (live, _) = await OpenAsync(context, bench, "/privacy-choices/live");
        await live.GetByRole(AriaRole.Button, new() { Name = "Starten" }).ClickAsync();
        var (shop, _) = await OpenAsync(context, bench, "/t/plain/collect?v=2", mayBeEmpty: true);
        await shop.CloseAsync();

        await live.GetByRole(AriaRole.Link, new() { Name = "Neu laden" }).ClickAsync();

        await Assertions.Expect(live.GetByRole(AriaRole.Heading, new() { Level = 3 })).ToHaveTextAsync("12:00:00 Uhr, an Recorder Ltd");
        await ScreenshotAsync(live, "openness-live-noscript.png");
    }

    private static async Task<PrivacyBench> StartAsync()
    {
        var bench = await PrivacyBench.StartAsync(static p => p.Replace("purposes:\n  upkeep", Outside + "purposes:\n  upkeep", StringComparison.Ordinal));
        bench.Gateway.Site.Reply = static _ => VendorReply.Status(200, "<!DOCTYPE html><html lang=\"en\"><title>Shop</title><link rel=\"icon\" href=\"data:,\"><h1>Shop</h1></html>", "Content-Type: text/html");
        return bench;
    }

    private const string Outside = """
        never: [user.financial, user.demographic.marital_status]
        outside:
          - { name: Maps Ltd, country: IE, why: { en: to show the way, de: "um den Weg zu zeigen" }, privacyPolicy: "https://maps.example/privacy", hosts: [maps.example] }

        """;

    private static Task<int> FetchAsync(IPage page, string path) => page.EvaluateAsync<int>($"fetch('{path}').then(() => 0)");

    private static async Task<(IPage Page, List<string> Errors)> OpenAsync(IBrowserContext context, PrivacyBench bench, string path, bool mayBeEmpty = false)
    {
        var page = await context.NewPageAsync();
        List<string> errors = [];
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) => errors.Add(error);
        try
        {
            await page.GotoAsync($"http://localhost:{bench.Gateway.Address.Port}{path}");
        }
        catch (PlaywrightException) when (mayBeEmpty)
        {
            // 204: the browser stays where it is.
        }

        return (page, errors);
    }

    private static async Task ScreenshotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("RGW_SCREENSHOTS") is { } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name), FullPage = true });
        }
    }
}
