using Microsoft.Playwright;
using RedactingGateway.Demo;
using RedactingGateway.FunctionalTests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace RedactingGateway.FunctionalTests.Notices;

/// <summary>The demo's shop as visitors see it, before and after a choice.</summary>
public sealed class NoticeBrowserTests
{
    [Theory]
    [InlineData("en-GB", 320, ColorScheme.Light)]
    [InlineData("en-GB", 1280, ColorScheme.Dark)]
    [InlineData("de-DE", 320, ColorScheme.Dark)]
    [InlineData("de-DE", 1280, ColorScheme.Light)]
    public async Task NewVisitor_IsAsked_AndBothAnswersAreEqual(string locale, int width, ColorScheme scheme)
    {
        await using var chromium = await Chromium.StartAsync();
        await using var demo = await DemoHost.StartAsync(new DemoOptions());
        var page = await chromium.OpenAsync(await chromium.VisitorAsync(locale, width, scheme: scheme), demo.Addresses.Shop);

        var (refuse, accept) = (page.Locator("#rg-banner [value=refuse]"), page.Locator("#rg-banner [value=accept]"));
        await Expect(refuse).ToBeVisibleAsync();
        Assert.Equal(await LookAsync(refuse), await LookAsync(accept));

        // The same row, and the same number of key presses: the page's own skip link first, then one Tab each.
        Assert.Equal((await refuse.BoundingBoxAsync())!.Y, (await accept.BoundingBoxAsync())!.Y);
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("a.skip")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(refuse).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(accept).ToBeFocusedAsync();

        // Names, not "partners"; no box that is ticked, and nothing to close it by.
        await Expect(page.Locator("#rg-banner")).ToContainTextAsync("Google Ireland Limited");
        await Expect(page.Locator("#rg-banner")).ToContainTextAsync("Meta Platforms Ireland Limited");
        Assert.Equal(0, await page.Locator("#rg-banner :is(input:not([type=hidden]), [aria-label*=lose])").CountAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"The page is wider than {width}.");

        // Nothing left, nothing is stored, and the neutral offer is shown.
        Assert.Equal(0, demo.Records.Received);
        Assert.Empty(await page.Context.CookiesAsync());
        await Expect(page.Locator("[data-offer]")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-offer-neutral]")).ToBeVisibleAsync();
        await Chromium.AssertAccessibleAsync(page);
        await Chromium.PictureAsync(page, $"notices-new-{locale}-{width}-{scheme}");
        Assert.Empty(chromium.Errors);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Acceptance_ShowsTheOffer_WithItsReason_AndItsRefusalTakesItAway(bool script)
    {
        await using var chromium = await Chromium.StartAsync();
        await using var demo = await DemoHost.StartAsync(new DemoOptions());
        var page = await chromium.OpenAsync(await chromium.VisitorAsync(script: script), demo.Addresses.Shop);

        await page.Locator("#rg-banner [value=accept]").ClickAsync();
        await Expect(page.Locator("#rg-saved")).ToHaveTextAsync("Saved: your choice.");
        await Expect(page.Locator("#rg-banner")).ToHaveCountAsync(0);
        await Expect(page.Locator(".rg-state")).ToHaveTextAsync("Your choice: allowed.");
        await Chromium.PictureAsync(page, $"notices-saved-{script}");

        // The message is said once. The offer is there, and why, right behind it.
        await page.ReloadAsync();
        await Expect(page.Locator("#rg-saved")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-offer-neutral]")).ToHaveCountAsync(0);
        var why = page.Locator("[data-offer] + .rg-why");

        // Paper cannot be opened: there the reason is shown, and what is to be pressed is not.
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(why.Locator("form")).ToBeHiddenAsync();
        Assert.True((await why.Locator(".rg-text").First.BoundingBoxAsync()) is { Height: > 10 });
        Assert.True(await why.Locator(".rg-text").First.EvaluateAsync<bool>("e => e.checkVisibility({ contentVisibilityAuto: true })"));
        await Chromium.PictureAsync(page, $"notices-print-{script}");
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await why.Locator("summary").ClickAsync();
        await Expect(why).ToContainTextAsync("You looked at coffee mills here");
        await Expect(why.Locator("summary")).ToHaveTextAsync("Why am I seeing this? Beans for your mill");
        await Chromium.PictureAsync(page, $"notices-offer-{script}");
        if (script)
        {
            await Chromium.AssertAccessibleAsync(page);
        }

        // One click refuses it: the page comes back without it, and says so.
        await why.Locator("button").ClickAsync();
        await Expect(page.Locator("#rg-saved")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-offer]")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-offer-neutral]")).ToBeVisibleAsync();
        await Chromium.PictureAsync(page, $"notices-refused-offer-{script}");
        Assert.Empty(chromium.Errors);
    }

    [Fact]
    public async Task Withdrawal_TakesAsManyClicksAsAcceptance_AndTheTrackersStop()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var demo = await DemoHost.StartAsync(new DemoOptions());
        var visitor = await chromium.VisitorAsync();
        var page = await chromium.OpenAsync(visitor, demo.Addresses.Shop);
        await page.Locator("#rg-banner [value=accept]").ClickAsync();
        await Expect(page.Locator("#rg-saved")).ToBeVisibleAsync();
        await page.GotoAsync(new Uri(demo.Addresses.Shop, "kaffeemuehle").ToString());
        await Expect(page.Locator(".rg-foot")).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.True(demo.Records.Received > 0, "After a yes, what is allowed arrives.");

        // The lasting link, then one button.
        await page.Locator(".rg-foot a").First.ClickAsync();
        await page.Locator("button[value=refuse]").First.ClickAsync();
        await Expect(page.Locator("#saved")).ToHaveTextAsync("Saved: everything refused.");

        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var before = demo.Records.Received;
        await page.GotoAsync(demo.Addresses.Shop.ToString());
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Expect(page.Locator(".rg-state")).ToHaveTextAsync("Your choice: refused.");
        await Expect(page.Locator("#rg-banner")).ToHaveCountAsync(0);
        Assert.Equal(before, demo.Records.Received);
        Assert.DoesNotContain(await visitor.CookiesAsync(), static c => c.Name.StartsWith('_') && !c.Name.StartsWith("__Host-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GlobalPrivacyControl_IsFollowed_AndNotAskedAbout()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var demo = await DemoHost.StartAsync(new DemoOptions());
        var page = await chromium.OpenAsync(await chromium.VisitorAsync(gpc: true), demo.Addresses.Shop);

        await Expect(page.Locator(".rg-state")).ToHaveTextAsync("Your browser asks us not to share your data. We follow that.");
        Assert.Equal(0, demo.Records.Received);
        Assert.DoesNotContain(await page.Context.CookiesAsync(), static c => c.Name.StartsWith("__Host-", StringComparison.Ordinal));
        await Chromium.AssertAccessibleAsync(page);
        await Chromium.PictureAsync(page, "notices-gpc");
    }

    [Fact]
    public async Task HeldPixel_LoadsAfterTheYes_WithoutANewPage()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var demo = await DemoHost.StartAsync(new DemoOptions());
        var page = await chromium.OpenAsync(await chromium.VisitorAsync(), demo.Addresses.Shop);
        await page.EvaluateAsync("window.isTheSamePage = true");

        var pixel = page.WaitForResponseAsync(response => response.Url.Contains("/t/meta/tr/?", StringComparison.Ordinal) && response.Url.Contains("ViewContent", StringComparison.Ordinal));
        await page.Locator("#rg-banner [value=accept]").ClickAsync();
        Assert.True((await pixel).Ok);
        Assert.True(await page.EvaluateAsync<bool>("window.isTheSamePage === true"));
        Assert.Empty(chromium.Errors);
    }

    // What makes a button more or less tempting: size, weight, colours, border, opacity, shadow.
    private static Task<string> LookAsync(ILocator button) => button.EvaluateAsync<string>("""
        b => {
          const s = getComputedStyle(b), box = b.getBoundingClientRect();
          return [s.fontSize, s.fontWeight, s.fontFamily, s.color, s.backgroundColor, s.border, s.borderRadius, s.opacity, s.boxShadow, s.textDecoration, s.padding, box.height, Math.round(box.width)].join('|');
        }
        """);
}
