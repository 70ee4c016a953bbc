using System.Diagnostics;
using RedactingGateway.State;
using RedactingGateway.State.Redis;

namespace RedactingGateway.FunctionalTests.State;

/// <summary>Redis goes and comes back.</summary>
public sealed class RedisDownTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_SubjectsCountAsObjecting_NothingIsSent_AndItHealsByItself()
    {
        await using var cluster = await Cluster.StartAsync();
        var node = await cluster.NodeAsync("node");
        var link = node.Get<RedisLink>();
        var record = Guid.NewGuid();
        await node.Consents.AppendAsync(record, StateSuite.Entry(cluster.Time.GetUtcNow()), Token);

        await cluster.Redis.KillAsync();
        await Cluster.UntilAsync(node, isUp: false);

        var sent = link.Commands;
        for (var i = 1; i <= 1_000; i++)
        {
            var find = node.Objections.FindAsync(new[] { new Core.Signals.SubjectKey((UInt128)i) });
            Assert.True(find.IsCompleted, "A look-up waited although the circuit is open.");
            Assert.True((await find).IsUnknown);
        }

        Assert.Equal(Acknowledgement.Kept, await cluster.SetAsync(node, 1));
        Assert.Null(await node.Consents.LatestAsync(record));
        await Assert.ThrowsAsync<StateUnavailableException>(() => node.Consents.ReadAsync(record, Token));
        Assert.Empty(await node.Outbox.TakeDueAsync(cluster.Time.GetUtcNow(), 10, Token));
        Assert.Equal(sent, link.Commands);
        var report = await node.Get<StateHealth>().ReadAsync();
        Assert.True(report.CanStore);
        Assert.Collection(
            report.Reasons,
            r => Assert.StartsWith("Redis is down since 2026-11-23T12:", r, StringComparison.Ordinal),
            r => Assert.StartsWith("1 changes wait", r, StringComparison.Ordinal));

        await cluster.Redis.StartAgainAsync();
        await Cluster.UntilAsync(node, isUp: true);

        // What was kept is there as soon as anything is asked for.
        Assert.True((await Cluster.FindAsync(node, 1)).Objection!.IsToEverything);
        Assert.Equal(ObjectionAnswer.None, await Cluster.FindAsync(node, 2));
        Assert.Single((await node.Consents.ReadAsync(record, Token))!.Entries);
        await Cluster.UntilAsync(async () => (await node.Get<StateHealth>().ReadAsync()).Reasons.IsEmpty);
    }

    [Fact]
    public async Task Hanging_OneLookUpWaitsHalfASecond_TheNextOnesDoNot()
    {
        await using var cluster = await Cluster.StartAsync();
        var node = await cluster.NodeAsync("node", redis: cluster.Redis.Address);

        await Cluster.UntilAsync(node, isUp: true);
        await cluster.Redis.PauseAsync();
        var clock = Stopwatch.StartNew();
        Assert.True((await Cluster.FindAsync(node, 1)).IsUnknown);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(3), $"It took {clock.Elapsed}.");
        Assert.False(node.Get<RedisLink>().IsUp);
        var sent = node.Get<RedisLink>().Commands;
        Assert.True((await Cluster.FindAsync(node, 2)).IsUnknown);
        Assert.Equal(sent, node.Get<RedisLink>().Commands);

        await cluster.Redis.ResumeAsync();
        await Cluster.UntilAsync(node, isUp: true);
        Assert.Equal(ObjectionAnswer.None, await Cluster.FindAsync(node, 1));
    }

    [Fact]
    public async Task DownAtStart_TheNodeStarts_AndHeals()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.Redis.KillAsync();

        var node = await cluster.NodeAsync("node");

        Assert.True((await Cluster.FindAsync(node, 1)).IsUnknown);
        Assert.Equal(Acknowledgement.Kept, await cluster.SetAsync(node, 1));
        Assert.Contains("a salt is missing", (await node.Get<StateHealth>().ReadAsync()).Reasons[^1], StringComparison.Ordinal);

        await cluster.Redis.StartAgainAsync();
        await Cluster.UntilAsync(node, isUp: true);
        Assert.NotNull((await Cluster.FindAsync(node, 1)).Objection);
        await Cluster.UntilAsync(async () => (await node.Get<StateHealth>().ReadAsync()).Reasons.IsEmpty);
    }

    [Fact]
    public async Task RedisThatLostItsLastWrites_GetsThemAgain()
    {
        // Without the append-only file a killed server comes back empty, like one that fell over to a replica that was behind.
        await using var cluster = await Cluster.StartAsync("--appendonly", "no");
        var node = await cluster.NodeAsync("node");
        Assert.Equal(Acknowledgement.Stored, await cluster.SetAsync(node, 1));

        await cluster.Redis.KillAsync();
        await Cluster.UntilAsync(node, isUp: false);
        await cluster.Redis.StartAgainAsync();
        await Cluster.UntilAsync(node, isUp: true);

        Assert.NotNull((await Cluster.FindAsync(node, 1)).Objection);
    }

    [Fact]
    public async Task StoppedWithAJournal_TheNextStartBringsIt()
    {
        await using var cluster = await Cluster.StartAsync();
        var node = await cluster.NodeAsync("node");
        await cluster.Redis.KillAsync();
        await Cluster.UntilAsync(node, isUp: false);
        Assert.Equal(Acknowledgement.Kept, await cluster.SetAsync(node, 1));
        await cluster.StopAsync(node);

        await cluster.Redis.StartAgainAsync();
        await cluster.NodeAsync("node");
        var other = await cluster.NodeAsync("other");

        Assert.NotNull((await Cluster.FindAsync(other, 1)).Objection);
    }

    [Fact]
    public async Task Journal_TenMinutesAfterRedisHasIt_IsEmpty()
    {
        await using var cluster = await Cluster.StartAsync();
        var node = await cluster.NodeAsync("node");
        await cluster.SetAsync(node, 1);
        var journal = node.Get<StateJournal>();
        await Cluster.UntilAsync(() => Task.FromResult(journal.Length == 0));
        Assert.Single(journal.Read(0, 10, all: true));

        cluster.Time.Advance(TimeSpan.FromMinutes(11));
        await node.Get<RetentionJob>().RunAsync();

        Assert.Empty(journal.Read(0, 10, all: true));
    }
}
