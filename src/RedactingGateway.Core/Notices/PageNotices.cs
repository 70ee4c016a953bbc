using RedactingGateway.Core.Notices.Html;

namespace RedactingGateway.Core.Notices;

/// <summary>What one page says: the banner, the lasting link, and why this offer.</summary>
public sealed class PageNotices(PageContext context)
{
    /// <summary>The page.</summary>
    public PageContext Context => context;

    /// <summary>What the page says beyond purposes and destinations, in short: pages that differ have different ones.</summary>
    public string Variant => context.Site.Notices.Banner ? "b" : "";

    /// <summary>Places of the page that something is put in.</summary>
    public HtmlPoints Points { get; init; }

    /// <summary>Markup at a place, in the page's charset; empty: nothing.</summary>
    public ReadOnlyMemory<byte> AtPoint(HtmlPoints point, HtmlPage page) => context.Site.Notices.IsAny && Points.HasFlag(point) && page.IsDocument ? default : ReadOnlyMemory<byte>.Empty;

    /// <summary>An element that the selector of an offer matches.</summary>
    /// <param name="element">The element.</param>
    /// <param name="offer">Index of the offer in the site's notices.</param>
    /// <param name="isAlternative">Whether it is the offer's neutral alternative.</param>
    public void OnOffer(HtmlElement element, int offer, bool isAlternative) => _ = context;
}
