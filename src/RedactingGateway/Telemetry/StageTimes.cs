using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;

namespace RedactingGateway.Telemetry;

/// <summary>Takes the time of stages, for metrics and traces; where nobody listens it takes none.</summary>
internal sealed class StageTimes : IDisposable
{
    // 500 requests a second are timed, some 3 µs each: more make no histogram better.
    private const int MaxTimedPerSecond = 500;

    private static readonly KeyValuePair<string, object?>[] Labels =
        [.. Enum.GetNames<Stage>().Select(static n => new KeyValuePair<string, object?>("stage", JsonNamingPolicy.CamelCase.ConvertName(n)))];

    private readonly TimeProvider _time;
    private readonly PerSecond _some;
    private readonly Meter _meter;
    private readonly Histogram<double> _stages;
    private readonly Histogram<double> _vendors;

    public StageTimes(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        _some = new PerSecond(time, MaxTimedPerSecond);
        _meter = meters.Create(GatewayMetrics.Meter);
        _stages = GatewayMetrics.StageDuration.Histogram(_meter);
        _vendors = GatewayMetrics.VendorDuration.Histogram(_meter);
    }

    /// <summary>Begins a request to a destination, named by its key; null: nobody listens, or enough are timed in this second.</summary>
    public StageClock? Begin(string destination)
    {
        var span = GatewayTraces.Begin("destination", isCurrent: true);
        return span is null && !((_stages.Enabled || _vendors.Enabled) && _some.Take()) ? null : new StageClock(this, destination, span);
    }

    public void Record(Stage stage, string destination, TimeSpan elapsed)
    {
        _stages.Record(elapsed.TotalSeconds, Labels[(int)stage]);
        if (stage == Stage.Vendor)
        {
            _vendors.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("destination", destination));
        }
    }

    /// <summary>Adds a stage that has just ended to a trace.</summary>
    public void Trace(Activity span, Stage stage, TimeSpan elapsed) => GatewayTraces.AddStage(span, (string)Labels[(int)stage].Value!, _time.GetUtcNow(), elapsed);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
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
            times.Trace(span, stage, elapsed);
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
