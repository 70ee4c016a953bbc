using System.Collections.Immutable;
using System.Globalization;
using RedactingGateway.PolicyStore;
using RedactingGateway.State.Redis;
using StackExchange.Redis;

namespace RedactingGateway.State;

/// <summary>Tells the other nodes which policy is in force here, and reads which are in force there. Policies themselves never travel this way.</summary>
internal sealed class NodeRegistry(RedisLink link, PolicyHolder policies, TimeProvider time) : IAsyncDisposable
{
    // Every 10 s, and gone after three silences.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    // An hour after its last sign a node is struck off the list.
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    private ImmutableArray<NodeState> _nodes = [];
    private IReadOnlyList<string> _settings = [];
    private ITimer? _timer;

    /// <summary>What is wrong with the settings of Redis.</summary>
    public IReadOnlyList<string> RedisReasons => _settings;

    /// <summary>The nodes that gave a sign of life lately, this one among them; by name.</summary>
    public ImmutableArray<NodeState> Read() => _nodes;

    /// <summary>Whether two nodes decide by different policies.</summary>
    public bool Diverges => _nodes.Select(n => n.PolicyRevision).Distinct(StringComparer.Ordinal).Skip(1).Any();

    /// <summary>Gives the first sign of life, and goes on.</summary>
    public async Task StartAsync()
    {
        link.OnUp(() => _ = BeatAsync());
        await BeatAsync();
        _timer = time.CreateTimer(static registry => _ = ((NodeRegistry)registry!).BeatAsync(), this, Every, Every);
    }

    /// <summary>Gives a sign of life and reads those of the others.</summary>
    public async Task BeatAsync()
    {
        try
        {
            if (!link.IsUp)
            {
                return;
            }

            var now = time.GetUtcNow();
            await link.RunAsync(db => db.HashSetAsync(RedisKeys.Nodes, link.Node, $"{now.ToMicroseconds()} {policies.Current.Revision}"));
            var all = (await link.RunAsync(db => db.HashGetAllAsync(RedisKeys.Nodes))).Select(Parse).ToList();
            _nodes = [.. all.Where(n => now - n.Seen < Silence).OrderBy(n => n.Name, StringComparer.Ordinal)];
            RedisValue[] gone = [.. all.Where(n => now - n.Seen > Forgotten).Select(n => (RedisValue)n.Name)];
            if (gone.Length > 0)
            {
                await link.RunAsync(db => db.HashDeleteAsync(RedisKeys.Nodes, gone));
            }

            _settings = await RedisSettings.CheckAsync(await link.MultiplexerAsync());
        }
        catch (StateUnavailableException)
        {
            // The next beat will tell.
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

    private static NodeState Parse(HashEntry entry)
    {
        var text = (string?)entry.Value ?? "";
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        return end > 0 && long.TryParse(text.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? new NodeState((string)entry.Name!, text[(end + 1)..], Moment.FromMicroseconds(seen))
            : new NodeState((string)entry.Name!, "", DateTimeOffset.UnixEpoch);
    }
}

/// <summary>A node as the others see it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PolicyRevision">Revision of the policy in force there.</param>
/// <param name="Seen">Its last sign of life.</param>
internal sealed record NodeState(string Name, string PolicyRevision, DateTimeOffset Seen);
