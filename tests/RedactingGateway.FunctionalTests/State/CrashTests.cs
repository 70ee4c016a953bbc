using System.Collections.Concurrent;
using RedactingGateway.State;

namespace RedactingGateway.FunctionalTests.State;

/// <summary>kill -9 in the middle of writes, half a thousand before and, where anybody is left to write, half a thousand after: what was acknowledged is there.</summary>
public sealed class CrashTests
{
    private const int Half = 500;

    [Fact]
    public async Task NodeAlone_Killed_EveryAcknowledgedObjectionIsThere()
    {
        var directory = Directory.CreateTempSubdirectory("rgw-state-");
        using (var process = NodeProcess.Start(directory.FullName, redis: null))
        {
            await Cluster.UntilAsync(() => Task.FromResult(process.Acknowledged > Half));
            await process.KillAsync();

            await using var node = await TestNode.StartAsync(directory.FullName, redis: null, TimeProvider.System);
            await AssertObjectedAsync(node, process.Stored);
            TestContext.Current.TestOutputHelper!.WriteLine($"killed after {process.Stored.Count}; all there");
        }

        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task NodeOnRedis_Killed_StoredIsThere_KeptArrives()
    {
        await using var cluster = await Cluster.StartAsync();
        using var process = NodeProcess.Start(cluster.DirectoryOf("killed"), cluster.Redis.ConnectionString);
        await Cluster.UntilAsync(() => Task.FromResult(process.Acknowledged > Half));
        await process.KillAsync();

        // At once and at another node: what was stored.
        var other = await cluster.NodeAsync("other");
        await AssertObjectedAsync(other, process.Stored);

        // When the killed node is back: what it had only kept, and what it had not even acknowledged.
        var again = await cluster.NodeAsync("killed");
        await Cluster.UntilAsync(() => Task.FromResult(again.Get<StateJournal>().Length == 0));
        await AssertObjectedAsync(other, process.Kept);
        TestContext.Current.TestOutputHelper!.WriteLine($"killed after {process.Stored.Count} stored and {process.Kept.Count} kept; all there");
    }

    [Fact]
    public async Task Redis_Killed_StoredIsThere_KeptArrives()
    {
        await using var cluster = await Cluster.StartAsync();
        using var process = NodeProcess.Start(cluster.DirectoryOf("writing"), cluster.Redis.ConnectionString);
        await Cluster.UntilAsync(() => Task.FromResult(process.Stored.Count > Half));
        await cluster.Redis.KillAsync();
        await Cluster.UntilAsync(() => Task.FromResult(process.Kept.Count > Half));
        await process.StopWritingAsync();

        // Nobody was turned away: each was acknowledged, one way or the other.
        Assert.Equal(Enumerable.Range(1, process.Acknowledged), process.Stored.Concat(process.Kept).Order());

        await cluster.Redis.StartAgainAsync();
        var other = await cluster.NodeAsync("other");
        await AssertObjectedAsync(other, process.Stored);

        // The node that kept the rest is still running, and brings it.
        await Cluster.UntilAsync(async () => await CountAsync(other, process.Kept) == process.Kept.Count);
        await process.EndAsync();
        TestContext.Current.TestOutputHelper!.WriteLine($"Redis killed: {process.Stored.Count} stored, {process.Kept.Count} kept; all there");
    }

    private static async Task AssertObjectedAsync(TestNode node, ConcurrentQueue<int> subjects) =>
        Assert.Equal(subjects.Count, await CountAsync(node, subjects));

    private static async Task<int> CountAsync(TestNode node, ConcurrentQueue<int> subjects)
    {
        var count = 0;
        foreach (var subject in subjects)
        {
            count += (await Cluster.FindAsync(node, subject)).Objection is { IsToEverything: true } ? 1 : 0;
        }

        return count;
    }
}
