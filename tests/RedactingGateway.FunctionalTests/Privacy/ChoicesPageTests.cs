using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.FunctionalTests.Privacy;

/// <summary>The page on which people choose, in a browser that runs no script.</summary>
public sealed class ChoicesPageTests
{
    // Debian's browser; the environment variable names another. Playwright's own download is not used.
    private static readonly string? Browser = new[] { Environment.GetEnvironmentVariable("CHROMIUM_PATH"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
        .FirstOrDefault(p => p is not null && File.Exists(p));

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    [Theory]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true)]
    [InlineData("application/json", false)]
    [InlineData("*/*", false)]
    [InlineData("application/json, text/html;q=0.5", false)]
    [InlineData("text/html, application/json", false)]
    public async Task Get_IsHtmlOnlyForWhomPrefersIt(string accept, bool isHtml)
    {
        await using var bench = await PrivacyBench.StartAsync();

        var answer = await bench.GetAsync(headers: [$"Accept: {accept}"]);

        Assert.Equal(isHtml ? "text/html; charset=utf-8" : "application/json", answer.Headers["Content-Type"]);
    }

    [Theory]
    [InlineData("de-AT,de;q=0.9,en;q=0.5", "", "de")]
    [InlineData("fr,en;q=0.5", "", "en")]
    [InlineData("fr", "", "en")]
    [InlineData("de;q=0, en", "", "en")]
    [InlineData("en", "?language=de", "de")]
    [InlineData("de", "?language=fr", "de")]
    public async Task Page_IsInTheLanguageThatWasAskedFor(string accepted, string query, string expected)
    {
        await using var bench = await PrivacyBench.StartAsync();

        var answer = await bench.GetAsync(path: PrivacyBench.Choices + query, headers: ["Accept: text/html", $"Accept-Language: {accepted}"]);

        Assert.Contains($"<html lang=\"{expected}\">", answer.Body, StringComparison.Ordinal);
        Assert.Contains(expected == "de" ? "Alles ablehnen" : "Refuse all", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_HasNoScriptNoInlineStyleAndEscapesTheTexts()
    {
        await using var bench = await PrivacyBench.StartAsync();

        var page = (await bench.GetAsync(headers: ["Accept: text/html"])).Body;

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" checked", page, StringComparison.Ordinal);
        Assert.Contains("We count visits &lt;b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("To recognise accounts", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_UnderGpc_SaysWhatIsTrue()
    {
        await using var bench = await PrivacyBench.StartAsync();
        await using var partly = await PrivacyBench.StartAsync(p => p.Replace("    title: { en: Ad measurement", "    refusedByGpc: false\n    title: { en: Ad measurement", StringComparison.Ordinal));
        var accepted = (await bench.PutAsync("""{ "purposes": { "advertising": true } }""", headers: ["Sec-GPC: 1"])).Cookie;

        Assert.Contains("We follow that.", await PageAsync(bench, null, "Sec-GPC: 1"), StringComparison.Ordinal);
        Assert.DoesNotContain("We follow that.", await PageAsync(bench, accepted, "Sec-GPC: 1"), StringComparison.Ordinal);
        Assert.Contains("You have allowed something here all the same", await PageAsync(bench, accepted, "Sec-GPC: 1"), StringComparison.Ordinal);
        Assert.DoesNotContain("We follow that.", await PageAsync(partly, null, "Sec-GPC: 1"), StringComparison.Ordinal);
        Assert.DoesNotContain("Your browser asks", await PageAsync(bench, null), StringComparison.Ordinal);

        static async Task<string> PageAsync(PrivacyBench bench, string? cookie, params string[] headers) => (await bench.GetAsync(cookie, headers: ["Accept: text/html", .. headers])).Body;
    }

    [Fact]
    public async Task Page_InABrowserWithoutScripts_TakesEveryChoice()
    {
        Assert.SkipWhen(Browser is null, "No Chromium found: set CHROMIUM_PATH or install Debian's package chromium.");
        await using var bench = await PrivacyBench.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Browser, Args = Arguments });
        var context = await browser.NewContextAsync(new() { Locale = "en-GB", JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address(bench));

        // One click for no, one for yes.
        await page.GetByRole(AriaRole.Button, new() { Name = "Refuse all" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved: everything refused.");
        Assert.Equal("refused.2026-11", await CookieAsync(context));
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept all" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved: your choice.");
        Assert.StartsWith("accepted.", await CookieAsync(context), StringComparison.Ordinal);
        await Assertions.Expect(Answer(page, "Ad measurement", "Yes, I agree")).ToBeCheckedAsync();
        await Assertions.Expect(Answer(page, "Health tips", "No")).ToBeCheckedAsync();

        // One by one, and a recipient.
        bench.Gateway.Time.Advance(TimeSpan.FromMinutes(1));
        await Answer(page, "Ad measurement", "No").CheckAsync();
        await Answer(page, "Health tips", "Yes, I agree").CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Nothing for Recorder Ltd" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save my choice" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved: your choice.");
        var choice = bench.Read(await CookieAsync(context));
        Assert.Equal((Core.Signals.Answer.No, Core.Signals.Answer.Yes), (choice.Scopes.To("advertising", out _), choice.Scopes.To("healthTips", out _)));
        Assert.True(choice.Scopes.Refuses("recorder"));
        await Assertions.Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "Nothing for Recorder Ltd" })).ToBeCheckedAsync();

        // The record, and its end.
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete my record" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Your record is deleted, and everything is refused.");
        Assert.Equal("refused.2026-11", await CookieAsync(context));
        Assert.Equal(0, bench.Rows("consent_entries"));
    }

    [Theory]
    [InlineData("en-GB", 1280, ColorScheme.Light)]
    [InlineData("de-DE", 320, ColorScheme.Dark)]
    public async Task Page_PassesAxe_AndTheTwoAnswersLookAlike(string locale, int width, ColorScheme scheme)
    {
        Assert.SkipWhen(Browser is null, "No Chromium found: set CHROMIUM_PATH or install Debian's package chromium.");
        await using var bench = await PrivacyBench.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Browser, Args = Arguments });

        // Scripts for the tools alone; the page's own policy allows none.
        var context = await browser.NewContextAsync(new() { Locale = locale, BypassCSP = true, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 }, ExtraHTTPHeaders = new Dictionary<string, string> { ["Sec-GPC"] = "1" } });
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address(bench));
        await page.Locator("button[value=accept]").ClickAsync();
        if (Environment.GetEnvironmentVariable("RGW_SCREENSHOTS") is { } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"choices-{width}.png"), FullPage = true });
        }

        var axe = await page.RunAxe();
        Assert.Empty(axe.Violations.Select(v => $"{v.Id}: {string.Join(", ", v.Nodes.Select(n => n.Html))}"));

        var looks = await page.Locator("button[value=refuse], button[value=accept]").EvaluateAllAsync<string[]>(
            "all => all.map(b => { const s = getComputedStyle(b), r = b.getBoundingClientRect(); return [s.fontSize, s.fontWeight, s.color, s.backgroundColor, s.border, s.padding, r.width, r.height].join(' '); })");
        Assert.Equal(2, looks.Length);
        Assert.Equal(looks[0], looks[1]);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('button, label')].every(e => e.getBoundingClientRect().height >= 44)"));
    }

    // Chromium takes a Secure cookie over http from localhost alone.
    private static string Address(PrivacyBench bench) => $"http://localhost:{bench.Gateway.Address.Port}{PrivacyBench.Choices}";

    private static ILocator Answer(IPage page, string purpose, string answer) =>
        page.GetByRole(AriaRole.Group, new() { Name = purpose, Exact = true }).GetByRole(AriaRole.Radio, new() { Name = answer, Exact = true });

    private static async Task<string> CookieAsync(IBrowserContext context) =>
        Assert.Single(await context.CookiesAsync(), c => c.Name == ChoiceCookie.HostName).Value;
}
