using RedactingGateway.Core.Notices;
using RedactingGateway.Core.Notices.Html;
using RedactingGateway.Core.Notices.Trackers;

namespace RedactingGateway.Pages;

/// <summary>Decides one page: the site's offers and our notices, and whose elements load from where.</summary>
/// <param name="plan">What is looked for.</param>
/// <param name="notices">What the page says.</param>
/// <param name="trackers">Its third-party elements.</param>
/// <param name="readsOn">Whether the page is looked at to its end, also where nothing more is said.</param>
internal sealed class PageVisitor(PagePlan plan, PageNotices notices, PageTrackers trackers, bool readsOn) : HtmlVisitor
{
    /// <summary>What the page is scanned for.</summary>
    public HtmlRewriterOptions Options => new() { Points = notices.Points | trackers.Points, Selectors = plan.Selectors };

    /// <summary>What was done.</summary>
    public PageReport Report(PageOutcome outcome, HtmlReport html) => new(outcome, html, notices.Report, trackers.Report);

    /// <inheritdoc/>
    protected override ReadOnlyMemory<byte> AtPoint(HtmlPoints point, HtmlPage page)
    {
        var (said, started) = (notices.AtPoint(point, page), trackers.AtPoint(point, page));
        return said.IsEmpty ? started : started.IsEmpty ? said : (byte[])[.. said.Span, .. started.Span];
    }

    /// <inheritdoc/>
    protected override void OnElement(HtmlElement element)
    {
        for (var i = 0; i < plan.Matches.Count; i++)
        {
            if (element.Matches(i))
            {
                OnMatch(element, plan.Matches[i]);
            }
        }
    }

    private void OnMatch(HtmlElement element, PageMatch match)
    {
        switch (match.Kind)
        {
            case PageMatchKind.BodyChild:
                notices.OnBodyChild(element);
                if (notices.IsSaid && !readsOn)
                {
                    element.Page.StopScanning();
                }

                break;
            case PageMatchKind.Tracker:
                trackers.OnElement(element);
                break;
            default:
                notices.OnOffer(element, match.Offer, match.Kind == PageMatchKind.Alternative);
                break;
        }
    }
}
