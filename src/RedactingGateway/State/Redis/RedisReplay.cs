namespace RedactingGateway.State.Redis;

/// <summary>Brings to Redis what this node kept for it.</summary>
internal sealed class RedisReplay : IAsyncDisposable
{
    // 200 changes on their way at once.
    private const int Step = 200;

    private readonly RedisLink _link;
    private readonly RedisStore _store;
    private readonly StateJournal _journal;
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public RedisReplay(RedisLink link, RedisStore store, StateJournal journal)
    {
        _link = link;
        _store = store;
        _journal = journal;

        // When Redis comes back it may have lost its last writes: what it had acknowledged lately is brought again.
        link.OnRecovery(() => ReplayAsync(all: true));
        link.OnUp(journal.Wake);
    }

    /// <summary>Looks after changes that Redis did not take although it was up.</summary>
    public void Start() => _running = RunAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (await _journal.Awake.WaitToReadAsync(_stop.Token))
            {
                // The note that wakes us may have been written just before the circuit closed: then this finds what recovery missed.
                _journal.Awake.TryRead(out _);
                if (_link.IsUp)
                {
                    await TryReplayAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The node ends; the journal stays.
        }
    }

    private async Task TryReplayAsync()
    {
        try
        {
            await ReplayAsync(all: false);
        }
        catch (StateUnavailableException)
        {
            // The circuit is open now, and its recovery begins from the start.
        }
    }

    private async Task ReplayAsync(bool all)
    {
        var last = 0L;
        while (true)
        {
            var changes = _journal.Read(last, Step, all);
            if (changes.Count == 0)
            {
                return;
            }

            await Task.WhenAll(changes.Select(c => _store.ReplayAsync(c.Operation)));
            _journal.MarkApplied([.. changes.Select(c => c.Number)]);
            last = changes[^1].Number;
        }
    }
}
