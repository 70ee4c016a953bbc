using System.Diagnostics.Metrics;
using System.Text.Json;
using RedactingGateway.Pages;

namespace RedactingGateway.Telemetry;

/// <summary>Counts pages of sites by what became of them.</summary>
internal sealed class PageAccounts : IDisposable
{
    private static readonly string[] Outcomes = [.. Enum.GetNames<PageOutcome>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    private readonly Meter _meter;
    private readonly Counter<long> _pages;

    public PageAccounts(IMeterFactory meters)
    {
        _meter = meters.Create(EventAccounts.MeterName);
        _pages = _meter.CreateCounter<long>("redacting_gateway.pages", "{page}", "Answers to requests for pages, by what became of them.");
    }

    /// <summary>An answer that passed as it is.</summary>
    public void Passed(string site, PageOutcome outcome) =>
        _pages.Add(1, new KeyValuePair<string, object?>("site", site), new KeyValuePair<string, object?>("outcome", Outcomes[(int)outcome]));

    /// <summary>A page that was looked at.</summary>
    public void Add(string site, PageReport report) => Passed(site, report.Outcome);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
