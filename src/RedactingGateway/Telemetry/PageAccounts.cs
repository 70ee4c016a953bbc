using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Text.Json;
using RedactingGateway.Pages;

namespace RedactingGateway.Telemetry;

/// <summary>Counts pages of sites by what became of them.</summary>
internal sealed class PageAccounts : IDisposable
{
    private static readonly string[] Outcomes = [.. Enum.GetNames<PageOutcome>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    /// <summary>Kinds of notices, those that are degraded, and offers that were taken out or should not have been there.</summary>
    public static readonly ImmutableArray<string> Kinds = ["banner", "link", "offer", "offerRemoved", "reasonUnknown", "personalisedDespiteRefusal", "unstyled", "withoutForm", "misplaced"];

    private readonly Meter _meter;
    private readonly Counter<long> _pages;
    private readonly Counter<long> _notices;

    public PageAccounts(IMeterFactory meters)
    {
        _meter = meters.Create(GatewayMetrics.Meter);
        _pages = GatewayMetrics.Pages.Counter(_meter);
        _notices = GatewayMetrics.Notices.Counter(_meter);
    }

    /// <summary>An answer that passed as it is.</summary>
    public void Passed(string site, PageOutcome outcome) =>
        _pages.Add(1, new KeyValuePair<string, object?>("site", site), new KeyValuePair<string, object?>("outcome", Outcomes[(int)outcome]));

    /// <summary>A page that was looked at.</summary>
    public void Add(string site, PageReport report)
    {
        Passed(site, report.Outcome);
        var notices = report.Notices;
        Add(site, "banner", notices.Banner ? 1 : 0);
        Add(site, "link", notices.Link ? 1 : 0);
        Add(site, "offer", notices.Offers);
        Add(site, "offerRemoved", notices.OffersRemoved);
        Add(site, "reasonUnknown", notices.ReasonsUnknown);
        Add(site, "personalisedDespiteRefusal", notices.PersonalisedDespiteRefusal);
        Add(site, "unstyled", notices.Unstyled ? 1 : 0);
        Add(site, "withoutForm", notices.WithoutForm ? 1 : 0);
        Add(site, "misplaced", report.Html.Refused + notices.Misplaced);
    }

    private void Add(string site, string kind, int count)
    {
        if (count > 0)
        {
            _notices.Add(count, new KeyValuePair<string, object?>("site", site), new KeyValuePair<string, object?>("kind", kind));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
