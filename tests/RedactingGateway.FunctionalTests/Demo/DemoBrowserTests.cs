using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RedactingGateway.Demo;

namespace RedactingGateway.FunctionalTests.Demo;

/// <summary>The demo as a person sees it, in a real browser.</summary>
public sealed class DemoBrowserTests
{
    // Debian's browser; the environment variable names another. Playwright's own download is not used.
    private static readonly string? Browser = new[] { Environment.GetEnvironmentVariable("CHROMIUM_PATH"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
        .FirstOrDefault(p => p is not null && File.Exists(p));

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    [Fact]
    public async Task Shop_AcceptThenRefuse_TheDemoShowsTheDifference()
    {
        Assert.SkipWhen(Browser is null, "No Chromium found: set CHROMIUM_PATH or install Debian's package chromium.");
        await using var demo = await DemoHost.StartAsync(new DemoOptions());
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Browser, Args = Arguments });
        var context = await browser.NewContextAsync(new() { Locale = "en-GB", ViewportSize = new() { Width = 1280, Height = 1400 } });
        List<string> errors = [];

        // The shop's page, as a new visitor: its trackers run, and nothing leaves.
        var view = await OpenAsync(context, demo.Addresses.View, errors);
        await OpenAsync(context, demo.Addresses.Shop, errors);
        await Assertions.Expect(view.Locator("#headline")).ToHaveTextAsync("Nothing left the gateway");
        Assert.Equal(0, demo.Records.Received);

        // The same requests again, accepted: two vendors get something.
        await view.Locator("[data-visitor=accepted]").ClickAsync();
        await Assertions.Expect(view.Locator("#headline")).ToContainTextAsync("fields left, to Google Ireland Limited");
        await Assertions.Expect(view.Locator("[data-visitor=accepted]")).ToHaveAttributeAsync("aria-pressed", "true");

        // An order, with what shops put into addresses: Google, the pixel and the shop's server report it.
        await OpenAsync(context, new Uri(demo.Addresses.Shop, "danke?order_id=B-880217&email=anna.sommerfeld%2Bshop%40example.org&utm_source=newsletter"), errors);
        await Assertions.Expect(view.Locator("article.request[data-left=true]")).ToHaveCountAsync(3);
        await Assertions.Expect(view.Locator("tr.withheld").Filter(new() { HasText = "Card number" })).ToContainTextAsync("nothing");
        await ScreenshotAsync(view, "demo-accepted.png");

        var axe = await view.RunAxe();
        Assert.Empty(axe.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id}: {string.Join(", ", v.Nodes.Select(n => n.Html))}"));

        // Refused: the same requests, and nothing leaves.
        var before = demo.Records.Received;
        await view.Locator("[data-visitor=refused]").ClickAsync();
        await Assertions.Expect(view.Locator("#headline")).ToHaveTextAsync("Nothing left the gateway");
        Assert.Equal(before, demo.Records.Received);
        await ScreenshotAsync(view, "demo-refused.png");
        Assert.Empty(errors);
    }

    [Fact]
    public async Task HostileValue_InAField_IsTextAndDoesNotRun()
    {
        Assert.SkipWhen(Browser is null, "No Chromium found: set CHROMIUM_PATH or install Debian's package chromium.");
        await using var demo = await DemoHost.StartAsync(new DemoOptions());
        using var http = new HttpClient();
        const string hostile = "<img src=x onerror=\"document.title='run'\">";
        await http.GetAsync(
            new Uri($"{demo.Addresses.Gateway}/t/ga4/g/collect?v=2&tid=G-TEST12345&cid=1.2&en=page_view&ep.x={Uri.EscapeDataString(hostile)}"), TestContext.Current.CancellationToken);

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Browser, Args = Arguments });
        var view = await OpenAsync(await browser.NewContextAsync(new() { Locale = "en-GB" }), demo.Addresses.View, []);
        await Assertions.Expect(view.Locator("td.sent", new() { HasText = hostile }).First).ToBeVisibleAsync();
        Assert.Equal(0, await view.Locator("#list img").CountAsync());
        Assert.NotEqual("run", await view.TitleAsync());
    }

    private static async Task<IPage> OpenAsync(IBrowserContext context, Uri address, List<string> errors)
    {
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(address.ToString());
        return page;
    }

    private static async Task ScreenshotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("RGW_SCREENSHOTS") is { } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name) });
        }
    }
}
