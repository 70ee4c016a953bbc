using RedactingGateway.Core.Notices.Assets;
using RedactingGateway.Core.Notices.Banner;
using RedactingGateway.Core.Notices.Html;
using RedactingGateway.Core.Notices.Html.ContentSecurity;
using RedactingGateway.Core.Notices.Offers;
using RedactingGateway.Core.Notices.Texts;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Notices;

/// <summary>What one page says: the banner, the lasting link, and why this offer.</summary>
public sealed class PageNotices
{
    // What is forbidden cannot be told where there are more policies than are read: then all of it is.
    private static readonly string[] EverythingForbidden = ["default-src 'none'; form-action 'none'"];

    /// <summary>Selector of what stands in the body itself.</summary>
    public const string BodySelector = "body > *";

    private readonly PageContext _context;
    private readonly BannerDecision _banner;
    private NoticeLanguage? _language;
    private ContentSecurityPolicies? _security;

    /// <summary>Decides what is said.</summary>
    public PageNotices(PageContext context)
    {
        _context = context;
        _banner = BannerDecision.Of(context);
    }

    /// <summary>What was done.</summary>
    public NoticeReport Report { get; } = new();

    /// <summary>What the page says beyond purposes and destinations, in short: pages that differ have different ones.</summary>
    public string Variant => $"{(int)_banner.Kind}{string.Join('.', _banner.Purposes.Select(p => p.Id))}{_context.Saved}";

    /// <summary>Places of the page that something is put in.</summary>
    public HtmlPoints Points =>
        !SaysSomething ? HtmlPoints.None
        : HtmlPoints.HeadEnd
            | (HasLink || HasStart ? HtmlPoints.BodyEnd : HtmlPoints.None);

    // Elements that show nothing: the banner may stand behind them as well as before.
    private static readonly string[] Invisible = ["script", "noscript", "template", "style", "link", "meta"];

    private bool _hasStarted;

    /// <summary>Whether all that the page says stands: no offer is looked for, and nothing is said at its end.</summary>
    public bool IsSaid { get; private set; }

    private bool SaysNoMore => !HasLink && _context.Site.Notices.Offers.IsEmpty;

    private bool HasStart => _banner.Kind != BannerKind.None || _context.Saved is not null;

    private bool HasLink => _context.Site.Notices.Link && !_context.IsFramed;

    private bool SaysSomething => _banner.Kind != BannerKind.None || HasLink || _context.Saved is not null || !_context.Site.Notices.Offers.IsEmpty;

    /// <summary>Markup at a place, in the page's charset; empty: nothing.</summary>
    public ReadOnlyMemory<byte> AtPoint(HtmlPoints point, HtmlPage page)
    {
        var markup = point switch
        {
            HtmlPoints.HeadEnd => Assets(page),
            HtmlPoints.BodyEnd => (_hasStarted ? "" : Start(page)) + (HasLink ? End(page) : ""),
            _ => "",
        };
        return markup.Length == 0 ? default : HtmlText.Encode(markup, page.Charset);
    }

    /// <summary>An element that stands in the body itself. The banner stands first, but for a link that skips to the content: that must stay the first to reach (WCAG 2.4.1).</summary>
    public void OnBodyChild(HtmlElement element)
    {
        // What stands behind a skip link is written with the link's end: from the next element on nothing is missing.
        IsSaid |= _hasStarted && SaysNoMore;
        if (_hasStarted || !HasStart || !element.Page.IsDocument || Invisible.Contains(element.Name, StringComparer.Ordinal))
        {
            return;
        }

        _hasStarted = true;
        var markup = HtmlText.Encode(Start(element.Page), element.Page.Charset);
        if (element.Name == "a" && element.Attribute("href") is ['#', ..])
        {
            element.InsertAfter(markup);
        }
        else
        {
            element.InsertBefore(markup);
            IsSaid = SaysNoMore;
        }
    }

    /// <summary>An element that the selector of an offer matches.</summary>
    /// <param name="element">The element.</param>
    /// <param name="offer">Index of the offer in the site's notices.</param>
    /// <param name="isAlternative">Whether it is the offer's neutral alternative.</param>
    public void OnOffer(HtmlElement element, int offer, bool isAlternative)
    {
        var notice = _context.Site.Notices.Offers[offer];
        var purpose = _context.Policy.Purposes.FirstOrDefault(p => p.Id == notice.Purpose);
        var isGranted = purpose is not null && Grant.ForSite(purpose, _context.Signals).IsGranted();
        var isMarked = notice.Marker is { } marker && element.Attribute(marker) is not null;
        if (isAlternative)
        {
            // Beside the personal offer nobody needs the other one. A neutral offer that rests on a profile is none.
            if (isGranted || isMarked)
            {
                Report.PersonalisedDespiteRefusal += isGranted ? 0 : 1;
                TakeOut(element);
            }

            return;
        }

        if (isGranted)
        {
            // A notice would end the head.
            if ((element.Context & HtmlContext.Head) != HtmlContext.None)
            {
                Report.Misplaced++;
                return;
            }

            // Forms do not nest: in one of the page's own a link stands in place of ours.
            var isInForm = (element.Context & HtmlContext.Form) != HtmlContext.None;
            var canSubmit = CanSubmit(element.Page) && !isInForm;
            var unknown = 0;
            var markup = OfferMarkup.Write(Linked(element.Page), notice, element, ++_offers, Language(element.Page), canSubmit, ref unknown);
            var reasonsUnknown = unknown;
            element.InsertAfter(HtmlText.Encode(markup, element.Page.Charset), () =>
            {
                Report.Offers++;
                Report.ReasonsUnknown += reasonsUnknown;
                Report.WithoutForm |= isInForm;
            });
            return;
        }

        Report.PersonalisedDespiteRefusal += isMarked ? 1 : 0;
        if (notice.WhenRefused != WhenRefused.Keep || isMarked)
        {
            Report.OffersRemoved++;
            TakeOut(element);
        }
    }

    private int _offers;

    // An element that is longer than is held stays: then nobody sees it, and no key reaches it.
    private static void TakeOut(HtmlElement element)
    {
        element.SetAttribute("hidden", "");
        element.SetAttribute("inert", "");
        element.SetAttribute("data-rg-out", "");
        element.Remove();
    }

    private string Start(HtmlPage page)
    {
        if (!HasStart)
        {
            return "";
        }

        var language = Language(page);
        var saved = _context.Saved is { } note
            ? new NoticeMarkup().Line($"""<p class="rg rg-saved" id="rg-saved" role="status" tabindex="-1"{NoticeLanguageAttributes.Of(language)}>{language[$"saved.{note}"]}</p>""").ToString()
            : "";
        if (_banner.Kind == BannerKind.None)
        {
            return saved;
        }

        Report.Banner = true;
        return saved + BannerMarkup.Write(Linked(page), _banner, language, CanSubmit(page));
    }

    private string End(HtmlPage page)
    {
        Report.Link = true;
        return LinkMarkup.Write(Linked(page), Language(page));
    }

    // From the site itself, with integrity, and the page's own nonce where all its policies share one; nothing is written inline.
    private string Assets(HtmlPage page)
    {
        var security = Security(page);
        var html = new NoticeMarkup();
        var style = Address(NoticeAsset.Style);
        if (security.AllowsStylesheet(_context.Address, style, security.StyleNonce))
        {
            html.Line($"""<link rel="stylesheet" href="{Path(style, page)}" integrity="{NoticeAsset.Style.Integrity}"{Nonce(security.StyleNonce)}>""");
        }
        else
        {
            Report.Unstyled = true;
        }

        var script = Address(NoticeAsset.Script);
        if ((_banner.Kind != BannerKind.None || !_context.Site.Notices.Offers.IsEmpty)
            && security.AllowsScript(_context.Address, script, security.ScriptNonce, NoticeAsset.Script.Integrity))
        {
            html.Line($"""<script src="{Path(script, page)}" integrity="{NoticeAsset.Script.Integrity}" defer{Nonce(security.ScriptNonce)}></script>""");
        }

        return html.ToString();
    }

    private static NoticeMarkup.Markup Nonce(string? nonce) => new(nonce is null ? "" : $" nonce=\"{HtmlText.Escape(nonce)}\"");

    private Uri Address(NoticeAsset asset) => new(_context.Address, $"{_context.Site.PrivacyPath}/{asset.Name}");

    // A base element would lead a path elsewhere.
    private PageContext Linked(HtmlPage page) =>
        page.BaseAddress is null ? _context : _context with { PrivacyPrefix = new Uri(_context.Address, _context.Site.PrivacyPath).AbsoluteUri };

    private static string Path(Uri address, HtmlPage page) => page.BaseAddress is null ? address.AbsolutePath : address.AbsoluteUri;

    private bool CanSubmit(HtmlPage page)
    {
        var can = page.BaseAddress is null && Security(page).AllowsForm(_context.Address, new Uri(_context.Address, $"{_context.Site.PrivacyPath}/choices"));
        Report.WithoutForm |= !can;
        return can;
    }

    // Policies in the head count from where they stand; the body comes after all of them.
    private ContentSecurityPolicies Security(HtmlPage page) => _security ??= _context.ContentSecurity(page.HasMoreMetaPolicies ? EverythingForbidden : page.MetaPolicies);

    private NoticeLanguage Language(HtmlPage page) =>
        _language ??= _context.Policy.Texts.Choose(_context.Site, page.Language is { } own ? [own, .. _context.AcceptedLanguages] : _context.AcceptedLanguages);
}
