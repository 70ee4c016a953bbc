using Microsoft.Playwright;
using RedactingGateway.FunctionalTests.Browsing;

namespace RedactingGateway.FunctionalTests.Admin;

/// <summary>The admin page as operators see it, in a real browser without scripts.</summary>
public sealed class OverviewBrowserTests
{
    [Fact]
    public async Task Page_IsAccessible_AndFitsEveryWidth()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var gateway = await BusyHour.RunAsync();
        BusyHour.RefuseReload(gateway);
        foreach (var (width, scheme, path) in new[] { (1280, ColorScheme.Light, "/"), (1280, ColorScheme.Dark, "/"), (390, ColorScheme.Light, "/"), (320, ColorScheme.Dark, "/?days") })
        {
            var visitor = await chromium.VisitorAsync(width: width, scheme: scheme);
            var page = await chromium.OpenAsync(visitor, new Uri(gateway.Admin, path));
            await Chromium.PictureAsync(page, $"overview-{width}-{scheme}{(path == "/" ? "" : "-days")}");
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} is wider than {width}.");
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            await Chromium.AssertAccessibleAsync(page);
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} is wider than {width} with everything open.");
            await Chromium.PictureAsync(page, $"overview-open-{width}-{scheme}{(path == "/" ? "" : "-days")}");
            Assert.DoesNotContain("zzplanted", await page.ContentAsync(), StringComparison.Ordinal);
            await visitor.CloseAsync();
        }

        Assert.Empty(chromium.Errors);
    }
}
