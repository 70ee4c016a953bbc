using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace RedactingGateway.FunctionalTests.Browsing;

/// <summary>A real browser without a window: Debian's, or the one that CHROMIUM_PATH names. Playwright's own download is not used.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string? Program = new[] { Environment.GetEnvironmentVariable("CHROMIUM_PATH"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
        .FirstOrDefault(p => p is not null && File.Exists(p));

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--host-resolver-rules=MAP *.example 127.0.0.1",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>What pages complained about: console errors (violated policies among them) and uncaught exceptions.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Starts it, or skips the test with the reason.</summary>
    /// <param name="resolverRules">Where names lead, as <c>--host-resolver-rules</c> spells it; null: names below example lead to loopback.</param>
    public static async Task<Chromium> StartAsync(string? resolverRules = null)
    {
        Assert.SkipWhen(Program is null, "No Chromium found: set CHROMIUM_PATH or install Debian's package chromium.");
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = resolverRules is null ? Arguments : [.. Arguments[..^1], $"--host-resolver-rules={resolverRules}"] }));
    }

    /// <summary>A new visitor.</summary>
    public Task<IBrowserContext> VisitorAsync(string locale = "en-GB", int width = 1280, bool script = true, bool gpc = false, ColorScheme scheme = ColorScheme.Light) =>
        _browser.NewContextAsync(new()
        {
            Locale = locale,
            ViewportSize = new() { Width = width, Height = 900 },
            JavaScriptEnabled = script,
            ColorScheme = scheme,
            IgnoreHTTPSErrors = true,
            ExtraHTTPHeaders = gpc ? [new("Sec-GPC", "1")] : null,
        });

    /// <summary>Opens a page.</summary>
    public async Task<IPage> OpenAsync(IBrowserContext visitor, Uri address)
    {
        var page = await visitor.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                Errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Errors.Add(error);
        await page.GotoAsync(address.ToString());
        return page;
    }

    /// <summary>Asserts that axe finds nothing, in our part of the page or in all of it.</summary>
    public static async Task AssertAccessibleAsync(IPage page)
    {
        var axe = await page.RunAxe();
        Assert.Empty(axe.Violations.Select(v => $"{v.Id}: {string.Join(", ", v.Nodes.Select(n => n.Html))}"));
    }

    /// <summary>Takes a picture where RGW_SCREENSHOTS names a folder.</summary>
    public static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("RGW_SCREENSHOTS") is { } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
