using System.Text.RegularExpressions;
using RedactingGateway.Core.Notices;
using RedactingGateway.Core.Notices.Html;
using RedactingGateway.Core.Notices.Trackers;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;
using RedactingGateway.Core.Tests.Notices.Html;
using RedactingGateway.Core.Tests.Policies;

namespace RedactingGateway.Core.Tests.Notices.Trackers;

/// <summary>A page of a shop with two vendors, one behind consent, and a known third one without a destination.</summary>
internal sealed class TrackerPage
{
    public static readonly ActivationScript Script = new("/privacy-choices/trackers.0.js", "sha384-x", "/privacy-choices/trackers.json");

    private const string Policy = """
        version: 1
        controller: { name: Shop, address: Street 1, contact: mail@shop.example }
        purposes:
          statistics: { use: analytics.reporting, basis: consent, title: { en: Statistics }, allow: { user.behavior: { treat: keep, because: { en: because } } } }
          upkeep: { use: analytics.reporting, basis: legitimateInterests, interest: { en: a shop that works }, title: { en: Upkeep }, allow: { user.behavior: { treat: keep, because: { en: because } } } }
        recipients:
          ads: { name: Ads Ltd, country: IE, role: processor, privacyPolicy: "https://ads.example/privacy", retention: 1 month }
          free: { name: Free Ltd, country: IE, role: processor, privacyPolicy: "https://free.example/privacy", retention: 1 month }
        destinations:
          ads: { recipient: ads, protocol: ads, path: /t/ads, hosts: { collect: "https://www.search.example", assets: "https://cdn.ads.example" }, purposes: [statistics] }
          free: { recipient: free, protocol: free, path: /t/free, hosts: { collect: "https://free.example:8443" }, purposes: [upkeep] }
        outside:
          - { name: Maps Ltd, country: IE, why: { en: Maps }, hosts: [maps.example] }
        sites:
          shop: { hosts: [shop.example, static.shop.example], upstream: "http://10.0.0.5:8080", languages: [en], unroutedTrackers: UNROUTED }
        """;

    private const string Ads = """
        protocol: ads
        title: Ads
        source: { url: "https://ads.example/docs", date: 2026-11-01, confidence: documented }
        trackerHosts: ["*.ads.example", www.search.example/ads/]
        stores: { cookies: [_ads, "_ads_*"], localStorage: [], sessionStorage: [], indexedDb: [] }
        assets:
          - { path: /tag.js, host: assets, query: { id: 'A-[0-9]{1,6}' } }
          - { path: /lib/*/ads.js, host: assets, replace: [{ find: "https://www.search.example", with: "{destination}", atLeast: 1 }] }
        endpoints:
          pixel: { match: { methods: [GET], path: /ads/pixel }, host: collect, success: { status: 200, body: gif } }
          lead: { match: { methods: [POST], path: /ads/lead }, host: collect, body: { as: form }, success: { status: 204 } }
        fields:
          query.v: { structural: true, const: "1" }
        """;

    private const string Free = """
        protocol: free
        source: { url: "https://free.example/docs", date: 2026-11-01, confidence: documented }
        endpoints:
          pixel: { match: { methods: [GET], path: /hit }, host: collect, success: { status: 200, body: gif } }
        fields:
          query.v: { structural: true, const: "1" }
        """;

    private const string Known = """
        protocol: known
        title: Known
        source: { url: "https://known.example/docs", date: 2026-11-01, confidence: documented }
        trackerHosts: [t.known.example, "*.cdn.known.example"]
        endpoints:
          pixel: { match: { methods: [GET], path: /k }, host: collect, success: { status: 200, body: gif } }
        fields:
          query.v: { structural: true, const: "1" }
        """;

    // What the script is told has tests of its own.
    private static readonly Regex Settings = new(" data-rg-settings=\"[^\"]*\" data-rg-stores=\"[^\"]*\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly PolicySnapshot _policy;

    public TrackerPage(string unrouted = "keep")
    {
        var loaded = PolicyCorpus.LoadText(Policy.Replace("UNROUTED", unrouted, StringComparison.Ordinal), ("ads.yaml", Ads), ("free.yaml", Free), ("known.yaml", Known));
        _policy = loaded.Snapshot ?? throw new InvalidOperationException(string.Join('\n', loaded.Diagnostics));
    }

    public bool Accepted { get; init; }

    public StoredChoice Choice { get; init; }

    public string Address { get; init; } = "https://shop.example/de/";

    public string[] HeaderPolicies { get; init; } = [];

    public (string Output, TrackerReport Report) Rewrite(string html, IEnumerable<int>? chunks = null)
    {
        var signals = Accepted ? new VisitorSignals { Source = ChoiceSource.Header, Named = ["statistics"] } : VisitorSignals.None with { Choice = Choice };
        var context = new PageContext
        {
            Policy = _policy,
            Site = _policy.Sites[0],
            Signals = signals,
            Address = new Uri(Address),
            Target = "/de/",
            HeaderPolicies = [.. HeaderPolicies],
            Now = DateTimeOffset.UnixEpoch,
        };
        var trackers = new PageTrackers(context, new TrackerIndex(_policy), Script);
        var options = new HtmlRewriterOptions { Points = trackers.Points, Selectors = Rewriting.Select([.. PageTrackers.Selectors]) };
        return (Settings.Replace(Rewriting.Run(html, new Visitor(trackers), options, chunks).Output, ""), trackers.Report);
    }

    private sealed class Visitor(PageTrackers trackers) : HtmlVisitor
    {
        protected internal override ReadOnlyMemory<byte> AtPoint(HtmlPoints point, HtmlPage page) => trackers.AtPoint(point, page);

        protected internal override void OnElement(HtmlElement element) => trackers.OnElement(element);
    }
}
