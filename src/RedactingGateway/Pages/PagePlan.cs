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
            Add(site.Notices.Offers[i].Select, new PageMatch(i, IsAlternative: false));
            if (site.Notices.Offers[i].Alternative is { } alternative)
            {
                Add(alternative, new PageMatch(i, IsAlternative: true));
            }
        }

        Add(PageNotices.BodySelector, PageMatch.BodyChild);
        foreach (var tracker in PageTrackers.Selectors)
        {
            Add(tracker, PageMatch.Tracker);
        }

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
/// <param name="Offer">Index of the offer in the site's notices; -1: a third-party element; -2: what stands in the body itself.</param>
/// <param name="IsAlternative">Whether it is the offer's neutral alternative.</param>
internal readonly record struct PageMatch(int Offer, bool IsAlternative)
{
    /// <summary>What stands in the body itself: the banner goes before the first of them, after a link that skips to the content.</summary>
    public static PageMatch BodyChild => new(-2, IsAlternative: false);

    /// <summary>A third-party element.</summary>
    public static PageMatch Tracker => new(-1, IsAlternative: false);
}
