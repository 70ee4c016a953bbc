using RedactingGateway.Logging;
using RedactingGateway.PolicyStore;

namespace RedactingGateway.State;

/// <summary>Deletes what is past its retention.</summary>
internal sealed class RetentionJob(
    IStateStore store, StateRetention retention, PolicyHolder policies, TimeProvider time, ILogger<RetentionJob> logger, StateJournal? journal = null) : IAsyncDisposable
{
    // The journal every minute; records live for years, an hour more or less is none.
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);

    private ITimer? _timer;
    private DateTimeOffset _nextSweep;

    /// <summary>How long what is kept is kept, by the policy in force.</summary>
    public StateRetention Retention => retention.Under(policies.Current.Retention);

    /// <summary>Begins.</summary>
    public void Start() => _timer = time.CreateTimer(static job => _ = ((RetentionJob)job!).RunAsync(), this, Every, Every);

    /// <summary>Deletes now what is due.</summary>
    public async Task RunAsync()
    {
        try
        {
            var now = time.GetUtcNow();
            if (journal is not null)
            {
                await journal.SweepAsync(now - retention.AppliedJournal);
            }

            if (now >= _nextSweep && store.IsReachable)
            {
                await store.SweepAsync(now, Retention, CancellationToken.None);
                _nextSweep = now + SweepEvery;
            }
        }
        catch (StateUnavailableException e)
        {
            logger.StateNotSwept(e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
        }
    }
}
