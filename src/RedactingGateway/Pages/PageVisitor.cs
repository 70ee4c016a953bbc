using RedactingGateway.Core.Notices;
using RedactingGateway.Core.Notices.Html;
using RedactingGateway.Core.Notices.Trackers;

namespace RedactingGateway.Pages;

/// <summary>Decides one page: the site's offers and our notices, and whose elements load from where.</summary>
internal sealed class PageVisitor(PagePlan plan, PageNotices notices, PageTrackers trackers) : HtmlVisitor
{
    /// <inheritdoc/>
    protected override ReadOnlyMemory<byte> AtPoint(HtmlPoints point, HtmlPage page)
    {
        var (said, started) = (notices.AtPoint(point, page), trackers.AtPoint(point, page));
        return said.IsEmpty ? started : started.IsEmpty ? said : (byte[])[.. said.Span, .. started.Span];
    }

    /// <inheritdoc/>
    protected override void OnElement(HtmlElement element)
    {
        var isTracker = false;
        for (var i = 0; i < plan.Matches.Count; i++)
        {
            if (!element.Matches(i))
            {
                continue;
            }

            var match = plan.Matches[i];
            if (match.Offer >= 0)
            {
                notices.OnOffer(element, match.Offer, match.IsAlternative);
            }

            if (match == PageMatch.BodyChild)
            {
                notices.OnBodyChild(element);
            }

            isTracker |= match == PageMatch.Tracker;
        }

        if (isTracker)
        {
            trackers.OnElement(element);
        }
    }
}
