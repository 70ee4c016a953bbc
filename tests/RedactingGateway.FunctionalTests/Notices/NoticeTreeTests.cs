using Microsoft.Playwright;
using RedactingGateway.Demo;
using RedactingGateway.FunctionalTests.Architecture;
using RedactingGateway.FunctionalTests.Browsing;
using RedactingGateway.FunctionalTests.Vendors;
using static Microsoft.Playwright.Assertions;

namespace RedactingGateway.FunctionalTests.Notices;

/// <summary>What a screen reader finds, in reading order, below <c>tests/corpora/notices</c>; <c>RGW_APPROVE=1 dotnet test …</c> writes it anew.</summary>
public sealed class NoticeTreeTests
{
    [Theory]
    [InlineData("en-GB")]
    [InlineData("de-DE")]
    public async Task AccessibilityTree_IsAsApproved(string locale)
    {
        await using var chromium = await Chromium.StartAsync();
        await using var demo = await DemoHost.StartAsync(new DemoOptions());
        var page = await chromium.OpenAsync(await chromium.VisitorAsync(locale), demo.Addresses.Shop);
        await Expect(page.Locator("#rg-banner")).ToBeVisibleAsync();
        await CheckAsync(page, demo, $"new.{locale[..2]}");

        await page.Locator("#rg-banner [value=accept]").ClickAsync();
        await Expect(page.Locator("#rg-saved")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await page.Locator(".rg-why summary").ClickAsync();
        await Expect(page.Locator(".rg-why button")).ToBeVisibleAsync();
        await CheckAsync(page, demo, $"accepted.{locale[..2]}");
    }

    private static async Task CheckAsync(IPage page, DemoHost demo, string name)
    {
        // Its port is another one each time.
        var tree = (await page.Locator("body").AriaSnapshotAsync()).ReplaceLineEndings("\n").Replace(demo.Addresses.Shop.Authority, "shop", StringComparison.Ordinal);
        Approved.Check(Path.Combine(Repository.Root, "tests", "corpora", "notices", $"{name}.aria.yaml"), tree + "\n");
    }
}
