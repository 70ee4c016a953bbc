using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using RedactingGateway.Pipeline;

namespace RedactingGateway.Telemetry;

/// <summary>Takes the time of stages, for metrics and traces; where nobody listens it takes none.</summary>
internal sealed class StageTimes : IDisposable
{
    private static readonly KeyValuePair<string, object?>[] Labels =
        [.. Enum.GetNames<Stage>().Select(static n => new KeyValuePair<string, object?>("stage", JsonNamingPolicy.CamelCase.ConvertName(n)))];

    private readonly Meter _meter;
    private readonly Histogram<double> _stages;
    private readonly Histogram<double> _vendors;

    public StageTimes(IMeterFactory meters)
    {
        _meter = meters.Create(GatewayMetrics.Meter);
        _stages = GatewayMetrics.StageDuration.Histogram(_meter);
        _vendors = GatewayMetrics.VendorDuration.Histogram(_meter);
    }

    /// <summary>Begins a request to a destination; null: nobody listens.</summary>
    public StageClock? Begin(GatewayFeature gateway)
    {
        var span = GatewayTraces.Begin("destination", isCurrent: true);
        return span is null && !_stages.Enabled && !_vendors.Enabled ? null : new StageClock(this, gateway.Destination!.Id, span);
    }

    public void Record(Stage stage, string destination, TimeSpan elapsed)
    {
        _stages.Record(elapsed.TotalSeconds, Labels[(int)stage]);
        if (stage == Stage.Vendor)
        {
            _vendors.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("destination", destination));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>Name of a stage in metrics and traces.</summary>
    public static string NameOf(Stage stage) => (string)Labels[(int)stage].Value!;
}

/// <summary>The clock of one request.</summary>
internal sealed class StageClock(StageTimes times, string destination, Activity? span)
{
    private long _last = Stopwatch.GetTimestamp();

    /// <summary>The request's span, or null: it is not traced.</summary>
    public Activity? Span => span;

    public void Ended(Stage stage)
    {
        var now = Stopwatch.GetTimestamp();
        var elapsed = Stopwatch.GetElapsedTime(_last, now);
        _last = now;
        times.Record(stage, destination, elapsed);
        if (span is not null)
        {
            GatewayTraces.AddStage(span, StageTimes.NameOf(stage), elapsed);
        }
    }
}

/// <summary>How steps and the clock are written in one line.</summary>
internal static class StageClocks
{
    /// <summary>Notes that a stage ended, and passes on what it said.</summary>
    public static bool Ended(this StageClock? clock, Stage stage, bool goesOn)
    {
        clock?.Ended(stage);
        return goesOn;
    }
}
