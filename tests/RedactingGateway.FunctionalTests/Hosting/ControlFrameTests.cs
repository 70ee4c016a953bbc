using RedactingGateway.FunctionalTests.Sites;

namespace RedactingGateway.FunctionalTests.Hosting;

/// <summary>What HTTP/2 frames that carry nothing can take from the gateway.</summary>
/// <remarks>Alone: the memory of the process is measured, and other tests would be part of it.</remarks>
[Collection(MeasuredMemory.Name)]
public sealed class ControlFrameTests
{
    [Theory]
    [InlineData(Http2Client.Ping, 8)]
    [InlineData(Http2Client.Settings, 0)]
    public async Task ControlFrameFlood_OfWhoeverReadsNoAnswer_LeavesOthersServed(byte type, int length)
    {
        await using var harness = await SiteHarness.StartAsync(LimitTests.Site);
        await using var client = await Http2Client.ConnectAsync(harness.Tls);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        var frames = Enumerable.Repeat(Http2Client.Frame(type, 0, 0, new byte[length]), 1_000).SelectMany(static f => f).ToArray();

        // The server stops reading where its answers are not taken: the flood then waits, or the connection ends.
        var flood = client.FloodAsync(1_000, _ => frames);
        await Task.WhenAny(flood, Task.Delay(Timeout.Infinite, end.Token));

        await LimitTests.AssertServedAsync(harness);
        TestContext.Current.TestOutputHelper!.WriteLine(flood.IsCompleted ? $"connection ended after {await flood} thousand frames" : "the flood waits");

        // The test's own log has a line for each frame.
        harness.Logs.Lines.Clear();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 32 * 1024 * 1024);
    }
}

/// <summary>Tests that measure the memory of the process run after all others, one by one.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class MeasuredMemory
{
    public const string Name = "memory";
}
