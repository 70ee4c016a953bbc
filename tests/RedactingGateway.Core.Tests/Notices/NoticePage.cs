using System.Text;
using AngleSharp.Html.Parser;
using RedactingGateway.Core.Notices;
using RedactingGateway.Core.Notices.Html;
using RedactingGateway.Core.Notices.Html.Charsets;
using RedactingGateway.Core.Notices.Texts;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;
using RedactingGateway.Core.Tests.Notices.Html;
using RedactingGateway.Core.Tests.Policies;
using IHtmlDocument = AngleSharp.Html.Dom.IHtmlDocument;

namespace RedactingGateway.Core.Tests.Notices;

/// <summary>A page of a shop that asks for three purposes and marks personal offers, for one visitor.</summary>
internal sealed class NoticePage
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private const string Policy = """
        version: 1
        controller: { name: Shop <b>, address: Street 1, contact: mail@shop.example }
        purposes:
          statistics: { use: analytics.reporting, basis: consent, title: { en: Statistics, de: Statistik }, allow: { user.behavior: { treat: keep, because: { en: because, de: weil } } } }
          ads: { use: marketing.advertising, basis: consent, INTRODUCED title: { en: Ads, de: Werbung }, allow: { user.unique_id: { treat: keep, because: { en: because, de: weil } } } }
          offers: { use: analytics.reporting, basis: consent, REGIONS title: { en: Offers, de: Angebote }, allow: { user.behavior: { treat: keep, because: { en: because, de: weil } } } }
          health: { use: analytics.reporting, basis: explicitConsent, title: { en: Health, de: Gesundheit }, allow: { user.behavior: { treat: keep, because: { en: because, de: weil } } } }
          upkeep: { use: essential.service, basis: legitimateInterests, interest: { en: a shop that works, de: ein Shop der geht }, title: { en: Upkeep, de: Betrieb }, allow: { user.behavior: { treat: keep, because: { en: because, de: weil } } } }
        recipients:
          count: { name: Count Ltd, country: IE, role: processor, privacyPolicy: "https://count.example/privacy", retention: 1 month, transfers: [{ country: US, safeguard: adequacyDecision, checkedOn: 2026-11-01 }] }
          sell: { name: Sell Ltd, country: IE, role: controller, reuse: ownPurposes, privacyPolicy: "https://sell.example/privacy", retention: 1 month, transfers: [{ country: US, safeguard: adequacyDecision, checkedOn: 2026-11-01 }, { country: JP, safeguard: adequacyDecision, checkedOn: 2026-11-01 }] }
        destinations:
          count: { recipient: count, protocol: vendor, path: /t/count, hosts: { collect: "https://count.example" }, purposes: [statistics UPKEEP] }
          sell: { recipient: sell, protocol: vendor, path: /t/sell, hosts: { collect: "https://sell.example" }, purposes: [ads] }
        sites:
          shop: { hosts: [shop.example], upstream: "http://10.0.0.5:8080", languages: [en, de], choices: CHOICES, notices: NOTICES }
        """;

    private const string Vendor = """
        protocol: vendor
        source: { url: "https://vendor.example/docs", date: 2026-11-01, confidence: documented }
        endpoints:
          pixel: { match: { methods: [GET], path: /hit }, host: collect, success: { status: 200, body: gif } }
        fields:
          query.v: { structural: true, const: "1" }
          query.b: { category: user.behavior, source: site }
        """;

    public const string Offer = """
        { offers: [{ select: "[data-offer]", purpose: offers, sponsor: { en: "Mill & Co", de: "Mühle & Co" }, price: personalised, marker: data-profile, whenRefused: { alternative: "[data-neutral]" }, parameters: { segment: { from: data-segment, values: { mill: { en: "You looked at mills", de: "Sie haben Mühlen angesehen" } } } } }] }
        """;

    private static readonly Lazy<NoticeTexts> Texts = new(() => NoticeTexts.Shipped);

    public string Notices { get; init; } = "{}";

    public string Choices { get; init; } = "own";

    public string Introduced { get; init; } = "";

    public string Regions { get; init; } = "";

    /// <summary>Whether something runs without being asked for.</summary>
    public bool RunsAnyway { get; init; }

    public VisitorSignals Signals { get; init; }

    public string Language { get; init; } = "en";

    public string Address { get; init; } = "https://shop.example/de/?a=1&b=\"2";

    public string? Saved { get; init; }

    public bool IsFramed { get; init; }

    public string[] HeaderPolicies { get; init; } = [];

    /// <summary>The page and its visitor.</summary>
    public PageContext Context()
    {
        var text = Policy.Replace("INTRODUCED", Introduced, StringComparison.Ordinal).Replace("REGIONS", Regions, StringComparison.Ordinal)
            .Replace("UPKEEP", RunsAnyway ? ", upkeep" : "", StringComparison.Ordinal).Replace("CHOICES", Choices, StringComparison.Ordinal).Replace("NOTICES", Notices.Trim(), StringComparison.Ordinal);
        var loaded = PolicyCorpus.LoadText(text, ("vendor.yaml", Vendor));
        var policy = loaded.Snapshot ?? throw new InvalidOperationException(string.Join('\n', loaded.Diagnostics));
        policy = new PolicySnapshot
        {
            Revision = policy.Revision,
            Destinations = policy.Destinations,
            Purposes = policy.Purposes,
            Controller = policy.Controller,
            Recipients = policy.Recipients,
            Sites = policy.Sites,
            Limits = policy.Limits,
            Texts = Texts.Value,
        };
        return new PageContext
        {
            Policy = policy,
            Site = policy.Sites[0],
            Signals = Signals with { Source = policy.Sites[0].Choices },
            Address = new Uri(Address),
            Target = "/de/?a=1&b=\"2",
            AcceptedLanguages = [Language],
            HeaderPolicies = [.. HeaderPolicies],
            IsFramed = IsFramed,
            Saved = Saved,
            Now = Now,
        };
    }

    /// <summary>A visitor who accepted purposes, each in today's scope or another.</summary>
    public static StoredChoice Accepted(PageContext page, params (string Purpose, bool? IsToday)[] answers) => new()
    {
        Kind = ChoiceKind.Accepted,
        Time = Now.AddDays(-1),
        Scopes = new ChosenScopes(ChosenScopes.Write(answers.Select(a => new KeyValuePair<string, string?>(a.Purpose, a.IsToday switch { true => page.Policy.Purposes.Single(p => p.Id == a.Purpose).Scope, false => "old", null => null })), []).AsMemory()),
    };

    /// <summary>The same visitor after a yes to everything.</summary>
    public NoticePage AfterYes() => new()
    {
        Notices = Notices,
        Choices = Choices,
        Introduced = Introduced,
        Regions = Regions,
        RunsAnyway = RunsAnyway,
        Language = Language,
        Address = Address,
        Saved = Saved,
        IsFramed = IsFramed,
        HeaderPolicies = HeaderPolicies,
        Signals = Signals with { Choice = Accepted(Context(), ("statistics", true), ("ads", true), ("offers", true)) },
    };

    /// <summary>Rewrites a page; text in and out is Unicode.</summary>
    public (string Output, NoticeReport Report, HtmlReport Html) Rewrite(string html, HtmlCharset? charset = null)
    {
        charset ??= HtmlCharset.Utf8;
        var context = Context();
        var notices = new PageNotices(context);
        var selectors = context.Site.Notices.Offers.SelectMany((o, i) => o.Alternative is { } alternative ? new[] { (o.Select, i, false), (alternative, i, true) } : [(o.Select, i, false)]).ToList();
        var options = new HtmlRewriterOptions { Points = notices.Points, Selectors = Rewriting.Select([.. selectors.Select(s => s.Item1), PageNotices.BodySelector]) };
        var (output, report) = Rewriting.Run(Encoding.Latin1.GetString(charset.Encoding.GetBytes(html)), new Visitor(notices, selectors), options, charset: charset);
        return (charset.Encoding.GetString(Encoding.Latin1.GetBytes(output)), notices.Report, report);
    }

    /// <summary>What browsers make of markup.</summary>
    public static IHtmlDocument Parse(string html) => new HtmlParser(new HtmlParserOptions { IsScripting = true }).ParseDocument(html);

    private sealed class Visitor(PageNotices notices, List<(string, int Offer, bool IsAlternative)> selectors) : HtmlVisitor
    {
        protected internal override ReadOnlyMemory<byte> AtPoint(HtmlPoints point, HtmlPage page) => notices.AtPoint(point, page);

        protected internal override void OnElement(HtmlElement element)
        {
            for (var i = 0; i <= selectors.Count; i++)
            {
                if (!element.Matches(i))
                {
                    continue;
                }

                if (i == selectors.Count)
                {
                    notices.OnBodyChild(element);
                }
                else
                {
                    notices.OnOffer(element, selectors[i].Offer, selectors[i].IsAlternative);
                }
            }
        }
    }
}
