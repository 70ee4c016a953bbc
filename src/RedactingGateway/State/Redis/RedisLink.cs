using Microsoft.Extensions.Logging.Abstractions;
using RedactingGateway.Logging;
using StackExchange.Redis;

namespace RedactingGateway.State.Redis;

/// <summary>The one connection to Redis, with a circuit: after a failure nobody waits for Redis until it has answered a probe.</summary>
internal sealed class RedisLink : IAsyncDisposable
{
    // 500 ms for a command: a request may wait so long once, before the circuit opens.
    private static readonly TimeSpan CommandLimit = TimeSpan.FromMilliseconds(500);

    // Every second: so long is Redis back before it is noticed, or silent before an idle node notices.
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly ConfigurationOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly List<Func<Task>> _recoveries = [];
    private readonly List<Action> _heals = [];
    private Task<IConnectionMultiplexer>? _multiplexer;
    private ITimer? _timer;
    private IDatabase? _database;
    private int _isProbing;
    private long _commands;
    private long _downSince;
    private volatile bool _isUp;

    public RedisLink(string configuration, string node, TimeProvider time, ILogger<RedisLink>? logger = null)
    {
        Node = node;
        _time = time;
        _logger = logger ?? NullLogger<RedisLink>.Instance;
        _downSince = time.GetUtcNow().UtcTicks;
        _options = RedisSettings.Parse(configuration, CommandLimit);
    }

    /// <summary>This node's name.</summary>
    public string Node { get; }

    /// <summary>Whether the circuit is closed: Redis answers, and has what this node kept for it.</summary>
    public bool IsUp => _isUp;

    /// <summary>Since when it is not; null while it is.</summary>
    public DateTimeOffset? DownSince => _isUp ? null : new DateTimeOffset(Interlocked.Read(ref _downSince), TimeSpan.Zero);

    /// <summary>Commands that were sent for somebody who waited.</summary>
    public long Commands => Interlocked.Read(ref _commands);

    /// <summary>The multiplexer; connected or not.</summary>
    public Task<IConnectionMultiplexer> MultiplexerAsync()
    {
        lock (_lock)
        {
            // A server that is away is no failure here; sentinels that are away are one, and are asked again.
            return _multiplexer is { IsFaulted: false } ? _multiplexer : _multiplexer = OpenAsync();
        }
    }

    /// <summary>Adds what must be done when Redis is back, before the circuit closes; commands in it run by <see cref="SendAsync"/>.</summary>
    public void OnRecovery(Func<Task> recovery) => _recoveries.Add(recovery);

    /// <summary>Adds what is done whenever the circuit has closed.</summary>
    public void OnUp(Action action) => _heals.Add(action);

    /// <summary>Connects, and probes Redis from now on. Redis need not be there.</summary>
    public async Task StartAsync()
    {
        await ProbeAsync();
        _timer = _time.CreateTimer(static link => _ = ((RedisLink)link!).ProbeAsync(), this, ProbeEvery, ProbeEvery);
    }

    /// <summary>Runs commands for somebody who waits.</summary>
    /// <exception cref="StateUnavailableException">The circuit is open, and nothing was sent; or Redis failed, and the circuit is open now.</exception>
    public Task<T> RunAsync<T>(Func<IDatabase, Task<T>> commands)
    {
        if (!_isUp)
        {
            throw new StateUnavailableException("Redis is down.");
        }

        Interlocked.Increment(ref _commands);
        return SendAsync(commands);
    }

    /// <summary>Runs commands even while the circuit is open.</summary>
    /// <exception cref="StateUnavailableException">Redis failed.</exception>
    public async Task<T> SendAsync<T>(Func<IDatabase, Task<T>> commands)
    {
        try
        {
            _database ??= (await MultiplexerAsync()).GetDatabase();
            return await commands(_database).WaitAsync(CommandLimit, _time);
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException or OperationCanceledException)
        {
            Open(e);
            throw new StateUnavailableException("Redis failed.", e);
        }
    }

    /// <summary>Asks Redis whether it takes writes, and closes the circuit if it does.</summary>
    public async Task ProbeAsync()
    {
        if (Interlocked.Exchange(ref _isProbing, 1) != 0)
        {
            return;
        }

        try
        {
            // A write: a full or read-only server answers every PING.
            await SendAsync(db => db.StringSetAsync(RedisKeys.Probe(Node), 1, TimeSpan.FromMinutes(1)));
            if (!_isUp)
            {
                foreach (var recovery in _recoveries)
                {
                    await recovery();
                }

                _isUp = true;
                _logger.RedisIsUp(Node);
                _heals.ForEach(static action => action());
            }
        }
        catch (Exception e) when (e is StateUnavailableException or RedisException or TimeoutException)
        {
            // The next probe will tell.
        }
        finally
        {
            Volatile.Write(ref _isProbing, 0);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
        }

        if (_multiplexer is { IsCompletedSuccessfully: true })
        {
            await (await _multiplexer).DisposeAsync();
        }
    }

    private async Task<IConnectionMultiplexer> OpenAsync()
    {
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(_options);
        multiplexer.ConnectionFailed += (_, failed) => Open(failed.Exception);
        return multiplexer;
    }

    private void Open(Exception? reason)
    {
        if (_isUp)
        {
            Interlocked.Exchange(ref _downSince, _time.GetUtcNow().UtcTicks);
            _isUp = false;
            _logger.RedisIsDown(Node, reason?.GetType().Name ?? "");
        }
    }
}
