using System.Runtime.CompilerServices;
using RedactingGateway.Core.Notices;
using RedactingGateway.Core.Notices.Html.Selectors;
using RedactingGateway.Core.Notices.Trackers;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Pages;

/// <summary>What the pages of one site are scanned for; made once a policy.</summary>
internal sealed class PagePlan
{
    private static readonly ConditionalWeakTable<CompiledSite, PagePlan> Plans = [];

    private PagePlan(CompiledSite site)
    {
        List<HtmlSelector> selectors = [];
        List<PageMatch> matches = [];
        for (var i = 0; i < site.Notices.Offers.Length; i++)
        {
            Add(site.Notices.Offers[i].Select, new PageMatch(PageMatchKind.Offer, i));
            if (site.Notices.Offers[i].Alternative is { } alternative)
            {
                Add(alternative, new PageMatch(PageMatchKind.Alternative, i));
            }
        }

        // One selector for all third-party elements: each of them is decided once, whatever it matches.
        Add(PageNotices.BodySelector, new PageMatch(PageMatchKind.BodyChild));
        Add(string.Join(", ", PageTrackers.Selectors), new PageMatch(PageMatchKind.Tracker));

        Selectors = new HtmlSelectorSet(selectors);
        Matches = [.. matches];

        // The policy's checks have read them already; one that cannot be read here finds nothing.
        void Add(string text, PageMatch match)
        {
            if (HtmlSelector.TryParse(text, out var selector, out _))
            {
                selectors.Add(selector);
                matches.Add(match);
            }
        }
    }

    /// <summary>The selectors.</summary>
    public HtmlSelectorSet Selectors { get; }

    /// <summary>What each selector is for, by its index.</summary>
    public IReadOnlyList<PageMatch> Matches { get; }

    /// <summary>The plan of a site.</summary>
    public static PagePlan Of(CompiledSite site) => Plans.GetValue(site, static s => new PagePlan(s));
}

/// <summary>What a selector is for.</summary>
/// <param name="Kind">What stands there.</param>
/// <param name="Offer">Index of the offer in the site's notices, for offers and their alternatives.</param>
internal readonly record struct PageMatch(PageMatchKind Kind, int Offer = -1);

/// <summary>What is looked for in pages.</summary>
internal enum PageMatchKind
{
    /// <summary>A personalised offer.</summary>
    Offer,

    /// <summary>An offer's neutral alternative.</summary>
    Alternative,

    /// <summary>What stands in the body itself: the banner goes before the first of them, after a link that skips to the content.</summary>
    BodyChild,

    /// <summary>What could be a third-party element.</summary>
    Tracker,
}
