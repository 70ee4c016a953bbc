using System.Collections.Immutable;
using RedactingGateway.Core.Redaction;
using RedactingGateway.PolicyStore;

namespace RedactingGateway.Telemetry;

/// <summary>What happened in the last hour, by minute, and in the last two days, by hour; in this node's memory.</summary>
/// <remarks>A timer takes the difference of the accounts: requests pay nothing for it.</remarks>
internal sealed class FlowHistory(FieldAccounts fields, EventAccounts events, PolicyHolder policies, TimeProvider time) : IHostedService, IDisposable
{
    public const int Minutes = 60;
    public const int Hours = 48;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Queue<FlowFrame> _minutes = [];
    private readonly Queue<FlowFrame> _hours = [];
    private FlowFrame _hour = FlowFrame.Empty(Floor(time.GetUtcNow(), Hour));
    private FlowFrame _totals = FlowFrame.Empty(time.GetUtcNow());
    private ITimer? _timer;

    /// <summary>Ends a minute.</summary>
    public void Roll()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();

            // The timer fires at the full minute: what it finds happened in the one before.
            var frame = Since(Floor(now - (Minute / 2), Minute), out _totals);
            Keep(_minutes, frame, Minutes);
            var hour = Floor(frame.Start, Hour);
            if (hour != _hour.Start)
            {
                Keep(_hours, _hour, Hours);
                _hour = FlowFrame.Empty(hour);
            }

            _hour = _hour.Plus(frame);
        }
    }

    /// <summary>The frames of the last hour or of the last two days, the one that is not over yet included; the oldest first.</summary>
    public ImmutableArray<FlowFrame> Read(bool byHour)
    {
        lock (_lock)
        {
            var now = Since(Floor(time.GetUtcNow(), byHour ? Hour : Minute), out _);
            return byHour
                ? [.. _hours.Where(h => h.Start > now.Start - (Hours * Hour)), _hour.Start == now.Start ? _hour.Plus(now) : _hour, .. _hour.Start == now.Start ? [] : new[] { now }]
                : [.. _minutes.Where(m => m.Start > now.Start - (Minutes * Minute) && m.Start != now.Start), _minutes.LastOrDefault(m => m.Start == now.Start)?.Plus(now) ?? now];
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        _timer = time.CreateTimer(static history => ((FlowHistory)history!).Roll(), this, Floor(now, Minute) + Minute - now, Minute);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private static DateTimeOffset Floor(DateTimeOffset time, TimeSpan span) => new(time.Ticks - (time.Ticks % span.Ticks), TimeSpan.Zero);

    private static void Keep(Queue<FlowFrame> frames, FlowFrame frame, int most)
    {
        while (frames.Count >= most)
        {
            frames.Dequeue();
        }

        frames.Enqueue(frame);
    }

    private FlowFrame Since(DateTimeOffset start, out FlowFrame totals)
    {
        totals = new FlowFrame(start, fields.All.ToDictionary(static s => s, static s => s.Count), []);
        foreach (var account in events.Read(policies.Current).Destinations)
        {
            totals.Events[(account.Destination, WithheldReason.None.Code())] = account.Sent;
            foreach (var (reason, count) in account.Withheld)
            {
                totals.Events[(account.Destination, reason)] = count;
            }
        }

        return totals.Minus(_totals);
    }
}

/// <summary>What happened in a span of time; series without change are not in it.</summary>
/// <param name="Start">Its start.</param>
/// <param name="Fields">Fields by series.</param>
/// <param name="Events">Events by destination and code of a reason; <c>none</c>: they were sent.</param>
internal sealed record FlowFrame(DateTimeOffset Start, Dictionary<FieldSeries, long> Fields, Dictionary<(string Destination, string Reason), long> Events)
{
    public static FlowFrame Empty(DateTimeOffset start) => new(start, [], []);

    public FlowFrame Plus(FlowFrame other) => this with { Fields = Sum(Fields, other.Fields, 1), Events = Sum(Events, other.Events, 1) };

    public FlowFrame Minus(FlowFrame other) => this with { Fields = Sum(Fields, other.Fields, -1), Events = Sum(Events, other.Events, -1) };

    // A destination that left the policy has no account any more; what it had is not taken from nothing.
    private static Dictionary<T, long> Sum<T>(Dictionary<T, long> these, Dictionary<T, long> those, int sign)
        where T : notnull
    {
        var sum = these.Where(t => sign > 0 || t.Value != those.GetValueOrDefault(t.Key)).ToDictionary(static t => t.Key, static t => t.Value);
        foreach (var (key, value) in those)
        {
            if (sign > 0 || sum.ContainsKey(key))
            {
                sum[key] = sum.GetValueOrDefault(key) + (sign * value);
            }
        }

        return sum;
    }
}
