using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using RedactingGateway.Core.Notices;
using RedactingGateway.Core.Notices.Trackers;
using RedactingGateway.Core.Policies;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Trackers;

/// <summary>Makes the trackers of a page, and counts what became of them.</summary>
internal sealed class SiteTrackers : IDisposable
{
    // 64: where elements are only counted, one page in so many shows what a site loads, and the others are spared the search.
    private const uint PagesPerCount = 64;

    private readonly ConditionalWeakTable<PolicySnapshot, TrackerIndex> _indexes = [];
    private readonly BypassingHosts _bypassing;
    private readonly Meter _meter;
    private readonly Counter<long> _elements;
    private uint _pages;

    public SiteTrackers(BypassingHosts bypassing, IMeterFactory meters)
    {
        _bypassing = bypassing;
        _meter = meters.Create(GatewayMetrics.Meter);
        _elements = GatewayMetrics.PageTrackers.Counter(_meter);
    }

    /// <summary>The trackers of a page.</summary>
    public PageTrackers Of(PageContext page) => new(page, _indexes.GetValue(page.Policy, static policy => new TrackerIndex(policy)), TrackersFile.At(page.Site));

    /// <summary>Whether a page is looked at to its end for its third-party elements: always where the policy may lead, hold back or take out one of them, else now and then.</summary>
    public bool ReadsOn(PageContext page) =>
        !page.Policy.Destinations.IsEmpty || page.Site.UnroutedTrackers == UnroutedTrackers.Remove || (Interlocked.Increment(ref _pages) - 1) % PagesPerCount == 0;

    /// <summary>Counts a page that was rewritten.</summary>
    public void Add(CompiledSite site, TrackerReport report)
    {
        Add(site, "routed", report.Routed);
        Add(site, "held", report.Held);
        Add(site, "removed", report.Removed);
        Add(site, "kept", report.Kept);
        Add(site, "outside", report.Outside);
        if (report.Bypassing.Count > 0)
        {
            _bypassing.Add(site.Id, report.Bypassing);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private void Add(CompiledSite site, string outcome, int count)
    {
        if (count > 0)
        {
            _elements.Add(count, new KeyValuePair<string, object?>("site", site.Id), new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}
