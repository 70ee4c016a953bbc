using System.Collections.Immutable;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Telemetry;

/// <summary>What happened in the last hour, by minute, and in the last two days, by hour; in this node's memory.</summary>
/// <remarks>A timer takes the difference of the accounts: requests pay nothing for it.</remarks>
internal sealed class FlowHistory(FieldAccounts fields, EventAccounts events, TimeProvider time) : IHostedService, IDisposable
{
    public const int Minutes = 60;
    public const int Hours = 48;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // A timer may be a little early; what it finds happened in the minute that ends.
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Queue<FlowFrame> _minutes = [];
    private readonly Queue<FlowFrame> _hours = [];
    private DateTimeOffset _start = Floor(time.GetUtcNow(), Minute);
    private FlowFrame _hour = FlowFrame.Empty(Floor(time.GetUtcNow(), Hour));
    private FlowFrame _totals = FlowFrame.Empty(time.GetUtcNow());
    private ITimer? _timer;

    /// <summary>Ends a minute.</summary>
    public void Roll()
    {
        lock (_lock)
        {
            var next = Floor(time.GetUtcNow() + Early, Minute);
            if (next == _start)
            {
                return;
            }

            var totals = Totals(_start);
            var frame = totals.Minus(_totals);
            _totals = totals;
            _start = next;
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
            var now = Totals(byHour ? Floor(_start, Hour) : _start).Minus(_totals);
            return byHour
                ? [.. _hours.Append(_hour).Where(h => h.Start > now.Start - (Hours * Hour) && h.Start != now.Start), _hour.Start == now.Start ? _hour.Plus(now) : now]
                : [.. _minutes.Where(m => m.Start > now.Start - (Minutes * Minute)), now];
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

    private FlowFrame Totals(DateTimeOffset start)
    {
        var totals = new FlowFrame(start, fields.All.ToDictionary(static s => s, static s => s.Count), []);
        foreach (var account in events.All)
        {
            totals.Events[(account.Destination, WithheldReason.None.Code())] = account.Sent;
            foreach (var (reason, count) in account.Withheld)
            {
                totals.Events[(account.Destination, reason)] = count;
            }
        }

        return totals;
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

    // Counts only grow: what is there now was there in what is taken off, or is new.
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
