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

            // Headings in order: no level is left out.
            var levels = await page.EvaluateAsync<int[]>("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])");
            Assert.Equal(1, levels[0]);
            Assert.DoesNotContain(levels.Zip(levels.Skip(1)), static pair => pair.Second > pair.First + 1);
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
