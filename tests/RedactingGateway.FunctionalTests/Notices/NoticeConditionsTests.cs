using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using RedactingGateway.FunctionalTests.Browsing;
using RedactingGateway.FunctionalTests.Pages;
using RedactingGateway.FunctionalTests.Sites;
using static Microsoft.Playwright.Assertions;

namespace RedactingGateway.FunctionalTests.Notices;

/// <summary>Notices in a real browser, in pages and for people that are harder than the usual ones.</summary>
public sealed class NoticeConditionsTests
{
    // The widest that a phone of 320 px has after 400 % zoom of 1280 px (WCAG 1.4.10).
    private const int Narrow = 320;

    private const string Text = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>T</title></head><body><main><h1>T</h1><p>Some text.</p></main></body></html>";

    [Fact]
    public async Task StrictPolicy_NoticeIsStyledAndSaves_AndNothingIsReported()
    {
        const string policy = "default-src 'none'; style-src 'nonce-abc123'; script-src 'nonce-abc123'; form-action 'self'; connect-src 'self'; img-src 'self'";
        await using var chromium = await Chromium.StartAsync();
        await using var harness = await StartAsync(Text, c => c.Response.Headers.ContentSecurityPolicy = policy);
        var page = await chromium.OpenAsync(await chromium.VisitorAsync(), Address(harness));

        var refuse = page.Locator("#rg-banner [value=refuse]");
        await Expect(refuse).ToBeVisibleAsync();
        Assert.Equal("rgb(29, 63, 114)", await refuse.EvaluateAsync<string>("b => getComputedStyle(b).backgroundColor"));
        await Chromium.PictureAsync(page, "conditions-csp");
        await refuse.ClickAsync();
        await Expect(page.Locator("#rg-saved")).ToHaveTextAsync("Saved: everything refused.");
        Assert.Empty(chromium.Errors);
    }

    [Fact]
    public async Task NoReferrer_FormWithoutScriptSavesAllTheSame()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var harness = await StartAsync(Text, c => c.Response.Headers["Referrer-Policy"] = "no-referrer");
        var page = await chromium.OpenAsync(await chromium.VisitorAsync(script: false), Address(harness));

        await page.Locator("#rg-banner [value=refuse]").ClickAsync();
        await Expect(page.Locator("#rg-saved")).ToHaveTextAsync("Saved: everything refused.");
        await Expect(page.Locator(".rg-state")).ToHaveTextAsync("Your choice: refused.");
    }

    [Fact]
    public async Task RightToLeftPage_NoticeSaysItsOwnDirection()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var harness = await StartAsync(Text.Replace("lang=\"en\"", "lang=\"ar\" dir=\"rtl\"", StringComparison.Ordinal));
        var page = await chromium.OpenAsync(await chromium.VisitorAsync(), Address(harness));

        // The site speaks English: its words run from left to right in a page that does not.
        await Expect(page.Locator("#rg-banner")).ToHaveAttributeAsync("dir", "ltr");
        await Expect(page.Locator("#rg-banner")).ToHaveAttributeAsync("lang", "en");
        Assert.Equal("start", await page.Locator("#rg-banner").EvaluateAsync<string>("b => getComputedStyle(b).textAlign"));
        await AssertFitsAsync(page);
        await Chromium.PictureAsync(page, "conditions-rtl-page");
    }

    [Fact]
    public async Task RightToLeftNotice_IsMirrored()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var harness = await StartAsync(Text);
        var page = await chromium.OpenAsync(await chromium.VisitorAsync(width: Narrow), Address(harness));

        // As a texts file with language.direction: rtl has it.
        await page.EvaluateAsync("document.querySelectorAll('.rg').forEach(e => e.dir = 'rtl')");
        var (title, banner) = ((await page.Locator("#rg-banner-title").BoundingBoxAsync())!, (await page.Locator("#rg-banner").BoundingBoxAsync())!);
        var start = await page.EvaluateAsync<float>("() => { const r = document.createRange(); r.selectNodeContents(document.querySelector('.rg-more a')); return r.getBoundingClientRect().right; }");
        Assert.True(banner.X + banner.Width - start < 40, "The link begins at the right.");
        Assert.Equal(banner.Width - title.Width, 2 * (title.X - banner.X), 1.0);
        await AssertFitsAsync(page);
        await Chromium.PictureAsync(page, "conditions-rtl-notice");
    }

    [Theory]
    [InlineData(Narrow)]
    [InlineData(1280)]
    public async Task ForcedColors_ButtonsStayButtons(int width)
    {
        await using var chromium = await Chromium.StartAsync();
        await using var harness = await StartAsync(Text);
        var page = await chromium.OpenAsync(await chromium.VisitorAsync(width: width), Address(harness));
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });

        Assert.NotEqual("0px", await page.Locator("#rg-banner [value=refuse]").EvaluateAsync<string>("b => getComputedStyle(b).borderTopWidth"));
        await AssertFitsAsync(page);
        await Chromium.PictureAsync(page, $"conditions-forced-{width}");
    }

    [Fact]
    public async Task LargeText_AtPhoneWidth_NeitherOverlapsNorScrolls()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var harness = await StartAsync(Text);
        var page = await chromium.OpenAsync(await chromium.VisitorAsync(width: Narrow), Address(harness));

        await AssertFitsAsync(page);

        // Twice the text besides (1.4.4), and wider spacing (1.4.12).
        await page.AddStyleTagAsync(new() { Content = "html { font-size: 200%; } * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }" });
        await AssertFitsAsync(page);
        await Chromium.PictureAsync(page, "conditions-large");
    }

    // Nothing of ours leaves the view to the side, and no two things that are pressed or read lie upon each other.
    private static async Task AssertFitsAsync(IPage page) =>
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            () => {
              const wrong = [];
              if (document.documentElement.scrollWidth > innerWidth) wrong.push('scrolls sideways');
              const parts = [...document.querySelectorAll('.rg-title, .rg-text, .rg-button, .rg-link')].filter(e => e.offsetParent);
              for (const a of parts) for (const b of parts) {
                if (a === b || a.contains(b) || b.contains(a)) continue;
                const x = a.getBoundingClientRect(), y = b.getBoundingClientRect();
                if (x.left < y.right - 1 && y.left < x.right - 1 && x.top < y.bottom - 1 && y.top < x.bottom - 1) wrong.push(a.className + ' over ' + b.className);
              }
              return wrong;
            }
            """));

    private static Task<SiteHarness> StartAsync(string page, Action<HttpContext>? before = null) => PageHarness.StartAsync(PageHarness.Sends(Encoding.UTF8.GetBytes(page), before: before));

    // The test's browser finds every host of .example on this machine.
    private static Uri Address(SiteHarness harness) => new($"https://shop.example:{harness.Tls.Port}/");
}
