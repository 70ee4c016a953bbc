using Microsoft.Extensions.Caching.Distributed;
using RedactingGateway.State;
using RedactingGateway.State.Redis;

namespace RedactingGateway.FunctionalTests.State;

/// <summary>Several nodes on one Redis.</summary>
public sealed class ManyNodesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ObjectionAtOneNode_IsHonouredAtTheOther()
    {
        await using var cluster = await Cluster.StartAsync();
        var first = await cluster.NodeAsync("first");
        var second = await cluster.NodeAsync("second");
        Assert.Equal(ObjectionAnswer.None, await Cluster.FindAsync(second, 1));

        Assert.Equal(Acknowledgement.Stored, await cluster.SetAsync(first, 1));

        // At once by the hint, after a second without it.
        await Cluster.UntilAsync(async () => (await Cluster.FindAsync(second, 1)).Objection is not null);
    }

    [Fact]
    public async Task Outbox_TwoNodesTake_NoMessageTwice()
    {
        await using var cluster = await Cluster.StartAsync();
        var first = await cluster.NodeAsync("first");
        var second = await cluster.NodeAsync("second");
        for (var i = 0; i < 50; i++)
        {
            await first.Outbox.EnqueueAsync(new OutboxMessage(Guid.NewGuid(), "shop", [(byte)i], cluster.Time.GetUtcNow()), Token);
        }

        var now = cluster.Time.GetUtcNow();
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? first : second).Outbox.TakeDueAsync(now, 5, Token)));

        Assert.Equal(Enumerable.Range(0, 50), taken.SelectMany(t => t).Select(d => (int)d.Message.Body[0]).Order());
    }

    [Fact]
    public async Task ErasedRecord_IsNotBroughtBackByAJournal()
    {
        await using var cluster = await Cluster.StartAsync();
        var first = await cluster.NodeAsync("first");
        var second = await cluster.NodeAsync("second");
        var id = Guid.NewGuid();
        await first.Consents.AppendAsync(id, StateSuite.Entry(cluster.Time.GetUtcNow()), Token);
        await second.Consents.EraseAsync(id, Token);

        // The first node still has the entry in its journal and brings it again when Redis comes back.
        await cluster.Redis.KillAsync();
        await Cluster.UntilAsync(first, isUp: false);
        await cluster.Redis.StartAgainAsync();
        await Cluster.UntilAsync(first, isUp: true);

        Assert.Null(await first.Consents.ReadAsync(id, Token));
    }

    [Fact]
    public async Task Policies_ThatDiverge_AreSeenAtEveryNode()
    {
        await using var cluster = await Cluster.StartAsync();
        var first = await cluster.NodeAsync("first");
        var second = await cluster.NodeAsync("second", new NodeSettings { PolicyRevision = "revision-2" });
        await first.Get<NodeRegistry>().BeatAsync();

        foreach (var node in new[] { first, second })
        {
            Assert.Equal(["revision-1", "revision-2"], node.Get<NodeRegistry>().Read().Select(n => n.PolicyRevision).Order());
            var reason = Assert.Single((await node.Get<StateHealth>().ReadAsync()).Reasons);
            Assert.Contains("different policies", reason, StringComparison.Ordinal);
        }

        // A node that is silent counts no more.
        await cluster.StopAsync(second);
        cluster.Time.Advance(TimeSpan.FromMinutes(1));
        await first.Get<NodeRegistry>().BeatAsync();
        Assert.False(first.Get<NodeRegistry>().Diverges);
    }

    [Fact]
    public async Task Cache_UsesTheOneConnection()
    {
        await using var cluster = await Cluster.StartAsync();
        var node = await cluster.NodeAsync("node");
        var server = (await node.Get<RedisLink>().MultiplexerAsync()).GetServers().Single();
        var connections = await ConnectionsAsync();

        await node.Get<IDistributedCache>().SetStringAsync("page", "rendered", Token);

        Assert.Equal("rendered", await node.Get<IDistributedCache>().GetStringAsync("page", Token));
        Assert.True(await node.Get<RedisLink>().RunAsync(static db => db.KeyExistsAsync("rgw:cache:page")));
        Assert.Equal(connections, await ConnectionsAsync());

        async Task<int> ConnectionsAsync() => ((string)(await server.ExecuteAsync("CLIENT", "LIST"))!).Count(static c => c == '\n');
    }

    [Fact]
    public async Task RedisThatForgets_IsSaid()
    {
        await using var cluster = await Cluster.StartAsync("--appendonly", "no", "--maxmemory-policy", "allkeys-lru");
        var node = await cluster.NodeAsync("node");

        var report = await node.Get<StateHealth>().ReadAsync();

        Assert.True(report.CanStore);
        Assert.Collection(
            report.Reasons,
            r => Assert.Contains("appendonly no", r, StringComparison.Ordinal),
            r => Assert.Contains("maxmemory-policy allkeys-lru", r, StringComparison.Ordinal));
    }

    [Fact]
    public async Task RedisThatDoesNotTellItsSettings_IsSaid()
    {
        await using var cluster = await Cluster.StartAsync("--rename-command", "CONFIG", "");
        var node = await cluster.NodeAsync("node");

        Assert.All((await node.Get<StateHealth>().ReadAsync()).Reasons, r => Assert.Contains("unknown", r, StringComparison.Ordinal));
        Assert.Equal(2, (await node.Get<StateHealth>().ReadAsync()).Reasons.Length);
    }

    [Fact]
    public async Task RedisThatIsFull_ChangesAreKept()
    {
        await using var cluster = await Cluster.StartAsync("--maxmemory", "1mb");
        var node = await cluster.NodeAsync("node");

        // An empty server has more than a megabyte: it answers every PING and takes no write.
        Assert.False(node.Get<RedisLink>().IsUp);
        Assert.Equal(Acknowledgement.Kept, await cluster.SetAsync(node, 1));
    }
}
