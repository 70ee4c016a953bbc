using System.Diagnostics;
using RedactingGateway.Core.Signals;
using RedactingGateway.State;
using RedactingGateway.State.Redis;

namespace RedactingGateway.FunctionalTests.State;

/// <summary>Nodes on one Redis, each with a folder of its own.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly List<TestNode> _nodes = [];
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rgw-nodes-");

    private Cluster(RedisServer redis) => Redis = redis;

    public RedisServer Redis { get; }

    public ShiftedTime Time { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public static async Task<Cluster> StartAsync(params string[] redisSettings) => new(await RedisServer.StartAsync(redisSettings));

    public string DirectoryOf(string node) => Path.Combine(_directory.FullName, node);

    public async Task<TestNode> NodeAsync(string name, NodeSettings? settings = null, string? redis = null)
    {
        var node = await TestNode.StartAsync(DirectoryOf(name), redis ?? Redis.ConnectionString, Time, settings);
        _nodes.Add(node);
        return node;
    }

    /// <summary>Ends a node, as an orderly stop does.</summary>
    public async Task StopAsync(TestNode node)
    {
        _nodes.Remove(node);
        await node.DisposeAsync();
    }

    /// <summary>Waits until the circuit is closed, or open.</summary>
    public static Task UntilAsync(TestNode node, bool isUp) => UntilAsync(() => Task.FromResult(node.Get<RedisLink>().IsUp == isUp));

    /// <summary>Asks until the answer is yes; half a minute at most.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), "It did not come.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        }
    }

    public static async Task<ObjectionAnswer> FindAsync(TestNode node, int subject) =>
        await node.Objections.FindAsync(new[] { new SubjectKey((UInt128)subject) });

    public Task<Acknowledgement> SetAsync(TestNode node, int subject) =>
        node.Objections.SetAsync([new SubjectKey((UInt128)subject)], new Objection(Time.GetUtcNow(), []), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await Redis.DisposeAsync();
        if (_directory.Exists)
        {
            _directory.Delete(recursive: true);
        }
    }
}
