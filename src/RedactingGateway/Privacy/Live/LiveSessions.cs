using System.Collections.Concurrent;
using System.Text.Json;
using RedactingGateway.Core.Signals;
using RedactingGateway.Pipeline;
using RedactingGateway.State;
using RedactingGateway.State.Redis;
using StackExchange.Redis;

namespace RedactingGateway.Privacy.Live;

/// <summary>The pages that are open on this node; with Redis, those that are open on others hear of this node's requests too.</summary>
/// <remarks>
/// Redis has a key while a page is open, named by the session's keyed hash, which goes by itself, and passes entries on without
/// keeping them. Where no page is open nothing is published.
/// </remarks>
internal sealed class LiveSessions : IDisposable
{
    // 1,000 open pages a node: each holds a quarter of a megabyte at most.
    private const int Most = 1_000;

    // One minute after it was fetched, a page without a stream counts as closed.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    // Every 10 s: so long may the key in Redis, and what a closed page held, outlive it here.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    // The key in Redis outlives two refreshments that are missed.
    private static readonly TimeSpan Presence = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<UInt128, LiveSession> _sessions = [];
    private readonly LocalCopies<UInt128, bool> _elsewhere;
    private readonly TimeProvider _time;
    private readonly RedisLink? _link;
    private readonly ITimer _timer;

    public LiveSessions(TimeProvider time, RedisLink? link = null)
    {
        _time = time;
        _link = link;
        _elsewhere = new(time);
        _timer = time.CreateTimer(static sessions => ((LiveSessions)sessions!).Sweep(), this, Every, Every);
    }

    /// <summary>Number of pages that are open here.</summary>
    public int Count => _sessions.Count;

    /// <summary>A page was opened; null: too many are.</summary>
    public async Task<LiveSession?> OpenAsync(LiveSessionKey key)
    {
        if (!_sessions.TryGetValue(key.Value, out var session))
        {
            if (_sessions.Count >= Most)
            {
                return null;
            }

            session = _sessions.GetOrAdd(key.Value, static (_, key) => new LiveSession(key), key);
        }

        session.Lease(_time.GetUtcNow() + Lease);
        await ListenAsync(session);
        await ShowAsync(session);
        return session;
    }

    /// <summary>A page was closed, or its time is over: what it held goes at once.</summary>
    public void Close(LiveSessionKey key)
    {
        if (!_sessions.TryRemove(key.Value, out var session))
        {
            return;
        }

        session.Drop();
        if (_link is { IsUp: true } link)
        {
            Forget(link.RunAsync(async db =>
            {
                await db.Multiplexer.GetSubscriber().UnsubscribeAsync(RedisKeys.LiveChannel(key));
                return await db.KeyDeleteAsync(RedisKeys.Live(key));
            }));
        }
    }

    /// <summary>Whether the session's page is open, here or at another node.</summary>
    public async ValueTask<bool> IsWatchedAsync(LiveSessionKey key)
    {
        if (_sessions.TryGetValue(key.Value, out var session) && session.IsOpen(_time.GetUtcNow()))
        {
            return true;
        }

        if (_link is not { IsUp: true } link)
        {
            return false;
        }

        if (_elsewhere.TryGet(key.Value, out var known))
        {
            return known;
        }

        try
        {
            var question = _elsewhere.Ask();
            var isThere = await link.RunAsync(db => db.KeyExistsAsync(RedisKeys.Live(key)));
            _elsewhere.Keep(key.Value, isThere, question);
            return isThere;
        }
        catch (StateUnavailableException)
        {
            return false;
        }
    }

    /// <summary>A request is over; those who watch hear of it.</summary>
    public void Tell(GatewayFeature gateway)
    {
        if (gateway is { IsWatched: true, Live: { } key })
        {
            Tell(gateway, key);
        }
    }

    // Apart, so that a request that nobody watches makes no closure.
    private void Tell(GatewayFeature gateway, LiveSessionKey key)
    {
        var entry = LiveEntry.Of(gateway, _time.GetUtcNow());
        var isUp = _link is { IsUp: true };
        if (isUp)
        {
            Forget(_link!.RunAsync(db => db.PublishAsync(RedisKeys.LiveChannel(key), JsonSerializer.Serialize(entry, LiveJson.Default.LiveEntry))));
        }

        // A page here that listens hears of it by that way too.
        if (_sessions.TryGetValue(key.Value, out var session) && !(isUp && session.IsListening))
        {
            Add(key, entry);
        }
    }

    /// <summary>Keeps the pages' keys in Redis, and closes those that are no longer open.</summary>
    public void Sweep()
    {
        var now = _time.GetUtcNow();
        foreach (var session in _sessions.Values)
        {
            if (session.IsOpen(now))
            {
                _ = ShowAsync(session);
            }
            else if (!session.IsStreaming)
            {
                Close(session.Key);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Add(LiveSessionKey key, LiveEntry entry)
    {
        if (_sessions.TryGetValue(key.Value, out var session) && session.IsOpen(_time.GetUtcNow()))
        {
            session.Add(entry);
        }
    }

    private async Task ListenAsync(LiveSession session)
    {
        if (session.IsListening || _link is not { IsUp: true } link)
        {
            return;
        }

        try
        {
            session.IsListening = true;
            var subscriber = (await link.MultiplexerAsync()).GetSubscriber();
            await subscriber.SubscribeAsync(RedisKeys.LiveChannel(session.Key), (_, text) => Receive(session.Key, text));
        }
        catch (RedisException)
        {
            // The page shows what this node decides.
            session.IsListening = false;
        }
    }

    private void Receive(LiveSessionKey key, RedisValue text)
    {
        try
        {
            if (JsonSerializer.Deserialize((string)text!, LiveJson.Default.LiveEntry) is { } entry)
            {
                Add(key, entry);
            }
        }
        catch (JsonException)
        {
            // A node of another version.
        }
    }

    private async Task ShowAsync(LiveSession session)
    {
        var left = session.Key.End - _time.GetUtcNow();
        if (_link is not { IsUp: true } link || left <= TimeSpan.Zero)
        {
            return;
        }

        try
        {
            await link.RunAsync(db => db.StringSetAsync(RedisKeys.Live(session.Key), "", left < Presence ? left : Presence));
        }
        catch (StateUnavailableException)
        {
            // The next one will tell; until then other nodes publish nothing.
        }
    }

    private static void Forget(Task task) => _ = task.ContinueWith(
        static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
