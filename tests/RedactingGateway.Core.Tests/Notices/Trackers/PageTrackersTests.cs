using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Tests.Notices.Trackers;

public sealed class PageTrackersTests
{
    private const string Activation =
        """<script type="module" src="/privacy-choices/trackers.0.js" integrity="sha384-x"></script>""";

    [Theory]
    [InlineData("<script async src=https://cdn.ads.example/tag.js?id=A-1&x=2></script>", """<script async src="/t/ads/tag.js?id=A-1&amp;x=2"></script>""")]
    [InlineData("<script src='//CDN.ads.example:443/tag.js' defer>\n</script>", "<script src=\"/t/ads/tag.js\" defer>\n</script>")]
    [InlineData("<img src=\"https://www.search.example/ads/pixel?v=1&amp;e=%7E|\" width=1>", "<img src=\"/t/ads/ads/pixel?v=1&amp;e=%7E|\" width=1>")]
    [InlineData("<iframe src=https://www.search.example/ads/pixel></iframe>", "<iframe src=\"/t/ads/ads/pixel\"></iframe>")]
    [InlineData("<link rel='preload stylesheet' href=https://cdn.ads.example/tag.js as=script>", "<link rel='preload stylesheet' href=\"/t/ads/tag.js\" as=script>")]
    [InlineData("<form method=POST action=https://www.search.example/ads/lead><button>", "<form method=POST action=\"/t/ads/ads/lead\"><button>")]
    [InlineData("<button formaction=https://www.search.example/ads/lead>", "<button formaction=\"/t/ads/ads/lead\">")]
    [InlineData("<noscript><img src=https://www.search.example/ads/pixel></noscript>", "<noscript><img src=\"/t/ads/ads/pixel\"></noscript>")]
    [InlineData("<script src=https://cdn.ads.example/tag.js integrity=sha256-a crossorigin></script>", "<script src=\"/t/ads/tag.js\" integrity=sha256-a crossorigin></script>")]
    [InlineData("<script src=https://cdn.ads.example/lib/1.2/ads.js integrity=sha256-a></script>", "<script src=\"/t/ads/lib/1.2/ads.js\" ></script>")] // replaced in: another hash
    [InlineData("<SCRIPT SRC=https://cdn.ads.example/tag.js SRC=x></SCRIPT>", "<SCRIPT SRC=\"/t/ads/tag.js\" SRC=\"/t/ads/tag.js\"></SCRIPT>")]
    public void OnElement_Granted_LeadsThroughTheGateway_AndNothingElseChanges(string element, string expected)
    {
        var page = $"<!doctype html><html lang=de><body ><p>a &amp; b{element}<p>c";
        var (output, report) = new TrackerPage { Accepted = true }.Rewrite(page);

        Assert.Equal($"<!doctype html><html lang=de><body ><p>a &amp; b{expected}<p>c{Activation}", output);
        Assert.Equal((1, 0, 0, 0), (report.Routed, report.Held, report.Removed, report.Kept));
        Assert.All([1, 3, 7], size => Assert.Equal(output, new TrackerPage { Accepted = true }.Rewrite(page, Enumerable.Repeat(size, page.Length)).Output));
    }

    [Theory]
    [InlineData(
        "<script async type=module src=https://cdn.ads.example/tag.js?id=A-1></script>",
        """<script data-rg-src="/t/ads/tag.js?id=A-1" data-rg-destination="ads" data-rg-type="module" async type="text/plain" ></script>""")]
    [InlineData(
        "<script src=https://cdn.ads.example/tag.js>/* content */</script>",
        """<script data-rg-src="/t/ads/tag.js" data-rg-destination="ads" type="text/plain" >/* content */</script>""")]
    [InlineData("<script src=/t/ads/tag.js></script>", """<script data-rg-src="/t/ads/tag.js" data-rg-destination="ads" type="text/plain" ></script>""")]
    [InlineData("<img alt='' src=https://www.search.example/ads/pixel?v=1 srcset='x 2x'>", """<img data-rg-src="/t/ads/ads/pixel?v=1" data-rg-destination="ads" alt=''  data-rg-srcset='x 2x'>""")]
    [InlineData("<iframe src=https://www.search.example/ads/pixel></iframe>", """<iframe data-rg-src="/t/ads/ads/pixel" data-rg-destination="ads" ></iframe>""")]
    [InlineData("<link rel=prefetch href=https://cdn.ads.example/tag.js>", """<link data-rg-src="/t/ads/tag.js" data-rg-destination="ads" rel=prefetch >""")]
    [InlineData("<script src=https://x.ads.example/unknown.js></script>", """<script data-rg-src="https://x.ads.example/unknown.js" data-rg-destination="ads" type="text/plain" ></script>""")]
    [InlineData("<script src=https://cdn.ads.example/tag.js?id=B-1></script>", """<script data-rg-src="https://cdn.ads.example/tag.js?id=B-1" data-rg-destination="ads" type="text/plain" ></script>""")]
    [InlineData("<noscript><img src=https://www.search.example/ads/pixel></noscript>", """<noscript><img data-rg-src="/t/ads/ads/pixel" data-rg-destination="ads" ></noscript>""")]
    public void OnElement_NothingGranted_LoadsNothing(string element, string expected)
    {
        var (output, report) = new TrackerPage().Rewrite($"<body>{element}<p>c</body>");

        Assert.Equal($"<body>{expected}<p>c{Activation}</body>", output);
        Assert.Equal((0, 1), (report.Routed, report.Held));
    }

    [Theory]
    [InlineData("<script type=text/plain src=https://cdn.ads.example/tag.js></script>", "<script type=text/plain src=\"/t/ads/tag.js\"></script>")] // held back by somebody else
    [InlineData("<form method=post action=https://www.search.example/ads/lead>", "<form method=post action=\"/t/ads/ads/lead\">")] // the visitor sends it, the gateway decides then
    [InlineData("<img src=https://free.example:8443/hit>", "<img src=\"/t/free/hit\">")] // legitimate interests
    public void OnElement_NothingToHold_IsRouted(string element, string expected)
    {
        var (output, report) = new TrackerPage().Rewrite($"<body>{element}");

        Assert.Equal($"<body>{expected}", output.Replace(Activation, "", StringComparison.Ordinal));
        Assert.Equal((1, 0), (report.Routed, report.Held));
    }

    [Theory]
    [InlineData("<script src=/shop.js></script>")]
    [InlineData("<script src=https://static.shop.example/t/ads/tag.js></script>")]
    [InlineData("<script src=https://cdn.other.example/jquery.js></script>")]
    [InlineData("<script src=https://www.search.example/recaptcha.js></script>")] // a host that serves more than tracking
    [InlineData("<script src=https://ads.example/tag.js></script>")] // '*.' is below it
    [InlineData("<script src=https://notads.example/tag.js></script>")]
    [InlineData("<img src=https://free.example/hit>")] // another port
    [InlineData("<img src=https://maps.example/tile.png>")]
    [InlineData("<img src=data:image/gif;base64,R0lGODlhAQABAAAAACw=>")]
    [InlineData("<a href=https://www.search.example/ads/pixel>")]
    [InlineData("<link rel=canonical href=https://cdn.ads.example/tag.js>")]
    [InlineData("<template data-x='<script src=https://cdn.ads.example/tag.js>'>")]
    [InlineData("<!-- <script src=https://cdn.ads.example/tag.js></script> -->")]
    [InlineData("<textarea><script src=https://cdn.ads.example/tag.js></script></textarea>")]
    [InlineData("<script>document.write('<script src=https://cdn.ads.example/tag.js></scr'+'ipt>')</script>")] // inline scripts are not touched
    public void OnElement_NotATracker_IsLeftAlone(string element)
    {
        var page = $"<body>{element}";
        Assert.Equal(page, new TrackerPage("remove").Rewrite(page).Output);
    }

    [Theory]
    [InlineData("<script src=https://t.known.example/k.js></script>", "<script data-rg-removed=\"\" type=\"text/plain\" ></script>")]
    [InlineData("<img src=https://eu.cdn.known.example/k>", "<img data-rg-removed=\"\" >")]
    [InlineData("<link rel=preconnect href=https://t.known.example>", "<link rel=preconnect data-rg-href=https://t.known.example>")]
    [InlineData("<script src=https://x.ads.example/unknown.js></script>", "<script data-rg-removed=\"\" type=\"text/plain\" ></script>")] // no path of the destination's
    public void OnElement_KnownVendorWithoutDestination_IsRemovedOrKept(string element, string expected)
    {
        var (removed, report) = new TrackerPage("remove") { Accepted = true }.Rewrite($"<body>{element}");
        Assert.Equal($"<body>{expected}{Activation}", removed);
        Assert.Equal((1, 0, 0), (report.Removed, report.Kept, report.Bypassing.Count));

        var (kept, other) = new TrackerPage { Accepted = true }.Rewrite($"<body>{element}");
        Assert.Equal($"<body>{element}{Activation}", kept);
        Assert.Equal((0, 1, 1), (other.Removed, other.Kept, other.Bypassing.Count));
    }

    [Theory]
    [InlineData("preconnect")]
    [InlineData("dns-prefetch")]
    [InlineData("DNS-Prefetch Preconnect")]
    public void OnElement_ConnectionToADestination_IsNotOpened(string rel)
    {
        var (output, report) = new TrackerPage { Accepted = true }.Rewrite($"<body><link rel='{rel}' href=//cdn.ads.example>");

        Assert.Equal($"<body><link rel='{rel}' data-rg-href=//cdn.ads.example>{Activation}", output);
        Assert.Equal(1, report.Removed);
    }

    [Fact]
    public void Report_NamesHostsPastTheGateway_ButNotThoseOfThePolicy()
    {
        var (_, report) = new TrackerPage().Rewrite(
            "<script src=https://cdn.other.example/a.js></script><script src=https://maps.example/a.js></script><img src=https://images.other.example/a.png><img src=https://t.known.example/k>");

        Assert.Equal(["cdn.other.example", "t.known.example"], report.Bypassing);
        Assert.Equal((1, 1), (report.Outside, report.Kept));
    }

    [Theory]
    [InlineData("<base href=https://cdn.ads.example/lib/1.2/><script src=ads.js></script>", "src=\"https://shop.example/t/ads/lib/1.2/ads.js\"")]
    [InlineData("<base href=https://cdn.other.example/><script src=//cdn.ads.example/tag.js></script>", "src=\"https://shop.example/t/ads/tag.js\"")]
    [InlineData("<base href=/en/><script src=//cdn.ads.example/tag.js></script>", "src=\"/t/ads/tag.js\"")]
    public void OnElement_BaseElement_DoesNotLeadItElsewhere(string head, string expected) =>
        Assert.Contains($"<script {expected}", new TrackerPage { Accepted = true }.Rewrite($"<head>{head}").Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("script-src 'self'", Activation)]
    [InlineData("script-src 'nonce-abc'", """<script type="module" src="/privacy-choices/trackers.0.js" integrity="sha384-x" nonce="abc"></script>""")]
    [InlineData("script-src 'none'", "")]
    public void AtPoint_PolicyOfThePage_IsKeptTo(string policy, string expected)
    {
        var (output, _) = new TrackerPage { HeaderPolicies = [policy] }.Rewrite("<body><script src=//cdn.ads.example/tag.js></script>");

        Assert.EndsWith($"</script>{expected}", output, StringComparison.Ordinal);
    }

    [Fact]
    public void AtPoint_NothingHeldNothingGranted_AddsNothing()
    {
        const string page = "<body><p>a";
        Assert.Equal(page, new TrackerPage().Rewrite(page).Output);
        Assert.Equal(page + Activation, new TrackerPage { Accepted = true }.Rewrite(page).Output);
        Assert.Equal(page + Activation, new TrackerPage { Choice = StoredChoice.Refused }.Rewrite(page).Output); // what was stored before it must go
    }
}
