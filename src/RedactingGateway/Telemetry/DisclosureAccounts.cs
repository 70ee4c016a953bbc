using System.Collections.Immutable;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Logging;
using RedactingGateway.State;

namespace RedactingGateway.Telemetry;

/// <summary>Counts, by recipient and day, what was disclosed and what was not, for the transparency page; kept for 30 days, never by person.</summary>
/// <remarks>
/// Requests add to numbers in memory; a timer writes their sums. A report has all of the day and run in it: one that is written
/// twice, or late, counts once. A node that dies loses a minute at most.
/// </remarks>
internal sealed class DisclosureAccounts(StateWriting writing, IStateStore store, StateRetention retention, TimeProvider time, ILogger<DisclosureAccounts> logger) : IHostedService, IDisposable
{
    // Every minute: so old may figures be that are shown, and so much may a crash cost.
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly Guid _run = Guid.NewGuid();
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _writes = new(1);
    private DayAccounts _today = new(Day(time));
    private DayAccounts? _yesterday;
    private Figures? _figures;
    private ITimer? _timer;

    /// <summary>Adds a request.</summary>
    /// <param name="recipient">Key of the recipient.</param>
    /// <param name="counts">What redaction counted; null: the request was not looked into.</param>
    /// <param name="hasLeft">Whether what redaction allowed was handed to the vendor.</param>
    public void Add(string recipient, RedactionCounts? counts, bool hasLeft)
    {
        var allowed = (counts?.Kept ?? 0) + (counts?.Treated ?? 0);
        Today().Add(recipient, hasLeft
            ? new DisclosureTally(allowed, counts?.Treated ?? 0, counts?.Dropped ?? 0, 0)
            : new DisclosureTally(0, 0, allowed + (counts?.Dropped ?? 0), 1));
    }

    /// <summary>The figures of the last 30 days over all nodes, a minute old at most; null: they cannot be read now.</summary>
    public async ValueTask<ImmutableDictionary<string, DisclosureTally>?> ReadAsync()
    {
        var now = time.GetUtcNow();
        if (_figures is { } known && now - known.Read < Every)
        {
            return known.Tallies;
        }

        try
        {
            var tallies = await store.ReadDisclosuresAsync(retention.FirstDisclosureDay(now), Day(time));
            _figures = new Figures(now, tallies);
            return tallies;
        }
        catch (StateUnavailableException)
        {
            return null;
        }
    }

    /// <summary>Writes what changed since the last time.</summary>
    public async Task FlushAsync()
    {
        await _writes.WaitAsync();
        try
        {
            Today();
            foreach (var day in new[] { _yesterday, _today })
            {
                if (day?.Unwritten() is { IsEmpty: false } unwritten)
                {
                    await writing.WriteAsync(new DisclosureReport(day.Day, _run, unwritten), CancellationToken.None);
                    day.MarkWritten(unwritten);
                }
            }
        }
        catch (StateUnavailableException e)
        {
            // The next report has all of it.
            logger.DisclosuresNotWritten(e);
        }
        finally
        {
            _writes.Release();
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(static accounts => _ = ((DisclosureAccounts)accounts!).FlushAsync(), this, Every, Every);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_timer is { } timer)
        {
            await timer.DisposeAsync();
        }

        // The listeners have ended by now: nobody adds any more.
        await FlushAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer?.Dispose();
        _writes.Dispose();
    }

    private static DateOnly Day(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private DayAccounts Today()
    {
        var day = Day(time);
        var today = _today;
        if (today.Day == day)
        {
            return today;
        }

        lock (_lock)
        {
            if (_today.Day != day)
            {
                // Who has just looked up the old day may still add to it: it is written once more.
                (_yesterday, _today) = (_today, new DayAccounts(day));
            }

            return _today;
        }
    }

    private sealed record Figures(DateTimeOffset Read, ImmutableDictionary<string, DisclosureTally> Tallies);
}
