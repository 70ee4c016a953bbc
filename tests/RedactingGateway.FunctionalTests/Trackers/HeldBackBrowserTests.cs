using System.Buffers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RedactingGateway.Core.Notices;
using RedactingGateway.Core.Notices.Html;
using RedactingGateway.Core.Notices.Html.Charsets;
using RedactingGateway.Core.Notices.Html.Selectors;
using RedactingGateway.Core.Notices.Trackers;
using RedactingGateway.Core.Signals;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.PolicyStore;
using RedactingGateway.Trackers;

namespace RedactingGateway.FunctionalTests.Trackers;

/// <summary>What is held back, starts, and is deleted, in a real browser.</summary>
public sealed class HeldBackBrowserTests
{
    private const string Page = """
        <!doctype html><html lang=en><title>Shop</title><body>
        <script>localStorage.setItem('cart', '1'); document.cookie = 'session=1; path=/'; window.order = '';</script>
        <script src="https://cdn.recorder.example/sdk/1/tag.js"></script>
        <script src="https://cdn.recorder.example/sdk/2/tag.js"></script>
        <script type="text/plain" data-rg-src="https://elsewhere.example/evil.js" data-rg-destination="consent"></script>
        <script>document.body.append(Object.assign(document.createElement('script'), { src: '/t/consent/sdk/3/tag.js', onload: () => window.stub = true }));</script>
        </body></html>
        """;

    // What a vendor's SDK does: it counts, and writes wherever it can.
    private const string Sdk = """
        window.order += 'NUMBER';
        document.cookie = '_rec=1; path=/; max-age=9999';
        document.cookie = '_rec_NUMBER=1; path=/; domain=' + location.hostname;
        localStorage.setItem('rec.id', '1'); sessionStorage.setItem('rec', '1');
        indexedDB.open('recdb').onsuccess = (e) => { e.target.result.close(); window.stored = (window.stored || 0) + 1; };
        """;

    private static readonly string? Browser = new[] { Environment.GetEnvironmentVariable("CHROMIUM_PATH"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
        .FirstOrDefault(p => p is not null && File.Exists(p));

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    [Fact]
    public async Task Consent_StartsWhatWasHeld_InOrderWithoutReload_AndWithdrawalLeavesNothing()
    {
        Assert.SkipWhen(Browser is null, "No Chromium found: set CHROMIUM_PATH or install Debian's package chromium.");
        await using var gateway = await GatewayHarness.StartAsync(TrackerPolicy.Policy, TrackerPolicy.Dictionary);
        var second = new TaskCompletionSource();
        gateway.Other.Reply = request => Script(request, second);
        gateway.Site.Reply = _ => VendorReply.Status(200, Rewrite(gateway), "Content-Type: text/html; charset=utf-8");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Browser, Args = Arguments });
        var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        List<string> errors = [];
        page.PageError += (_, error) => errors.Add(error);
        List<string> requests = [];
        page.Request += (_, request) => requests.Add(request.Url);

        // Before a choice: a script that a script inserts gets the stub, and nothing of the vendor's runs, is asked for or stored.
        await page.GotoAsync($"http://localhost:{gateway.Address.Port}/");
        await page.WaitForFunctionAsync("() => window.stub === true");
        Assert.Equal("", await page.EvaluateAsync<string>("window.order"));
        Assert.Equal(0, gateway.Other.Count);
        Assert.Equal("cart session=1", await StoredAsync(page));

        // Accepted: both run, in the page's order, although the first arrives after the second.
        await ChooseAsync(page, all: true);
        await page.WaitForFunctionAsync("() => window.order === '12' && window.stored === 2");
        Assert.Equal("_rec=1 _rec_1=1 _rec_2=1 cart rec rec.id recdb session=1", await StoredAsync(page));
        Assert.Equal(1, requests.Count(r => r.EndsWith('/')));

        // Withdrawn: gone at once, and only what is the vendor's.
        await ChooseAsync(page, all: false);
        Assert.Equal("cart session=1", await StoredAsync(page));
        await page.ReloadAsync();
        await page.WaitForFunctionAsync("() => window.stub === true");
        Assert.Equal("cart session=1", await StoredAsync(page));
        Assert.DoesNotContain(requests, r => r.Contains("elsewhere.example", StringComparison.Ordinal) || r.Contains("recorder.example", StringComparison.Ordinal));
        Assert.Empty(errors);
    }

    private static VendorReply Script(RecordedRequest request, TaskCompletionSource second)
    {
        var isFirst = request.Target.Contains("/1/", StringComparison.Ordinal);
        if (!isFirst)
        {
            second.TrySetResult();
        }

        return VendorReply.Status(200, Sdk.Replace("NUMBER", isFirst ? "1" : "2", StringComparison.Ordinal), "Content-Type: text/javascript") with { Until = isFirst ? second.Task : null };
    }

    // As the gateway does with a page of a visitor who has not chosen.
    private static string Rewrite(GatewayHarness gateway)
    {
        var policy = gateway.Services.GetRequiredService<PolicyHolder>().Current;
        var trackers = gateway.Services.GetRequiredService<SiteTrackers>().Of(new PageContext
        {
            Policy = policy,
            Site = policy.Sites[0],
            Signals = VisitorSignals.None,
            Address = new Uri($"http://localhost:{gateway.Address.Port}/"),
            Target = "/",
            Now = gateway.Time.GetUtcNow(),
        });
        var selectors = new HtmlSelectorSet([.. PageTrackers.Selectors.Select(s => HtmlSelector.TryParse(s, out var parsed, out _) ? parsed : throw new InvalidOperationException(s))]);
        using var rewriter = new HtmlRewriter(HtmlCharset.Utf8, new HtmlRewriterOptions { Points = trackers.Points, Selectors = selectors }, new Visitor(trackers));
        var output = new ArrayBufferWriter<byte>();
        rewriter.Write(Encoding.UTF8.GetBytes(Page), output);
        rewriter.Complete(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static async Task ChooseAsync(IPage page, bool all) => await page.EvaluateAsync(
        """
        async (all) => {
          const done = new Promise((resolve) => document.addEventListener('privacytrackerschange', resolve, { once: true }));
          const answer = await fetch('/privacy-choices/choices', { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ all }) });
          if (!answer.ok) { throw new Error('choice: ' + answer.status); }
          document.dispatchEvent(new CustomEvent('privacychoiceschange'));
          await done;
        }
        """, all);

    private static Task<string> StoredAsync(IPage page) => page.EvaluateAsync<string>(
        """
        async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await indexedDB.databases()).map((d) => d.name), ...document.cookie.split('; ')]
          .sort().join(' ')
        """);

    private sealed class Visitor(PageTrackers trackers) : HtmlVisitor
    {
        protected override ReadOnlyMemory<byte> AtPoint(HtmlPoints point, HtmlPage page) => trackers.AtPoint(point, page);

        protected override void OnElement(HtmlElement element) => trackers.OnElement(element);
    }
}
