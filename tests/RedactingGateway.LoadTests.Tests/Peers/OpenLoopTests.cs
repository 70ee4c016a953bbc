using RedactingGateway.Benchmarks.Peers.Load;

namespace RedactingGateway.LoadTests.Tests.Peers;

public sealed class OpenLoopTests
{
    private static readonly byte[] Request = "GET / HTTP/1.1\r\nHost: sink.example\r\n\r\n"u8.ToArray();

    /// <summary>
    /// A closed loop would send one request for each connection and wait: 64 slow answers of 320. Most requests that are due during the stall find no
    /// free connection, and their wait counts too, or the median would be that of the fast ones.
    /// </summary>
    [Fact]
    public async Task Run_ServerStallsForMostOfIt_ShowsInTheMedian()
    {
        using var server = new StallingServer(stall: TimeSpan.FromMilliseconds(600), "HTTP/1.1 204 No Content\r\n\r\n"u8);
        var duration = TimeSpan.FromMilliseconds(800);

        var latencies = await OpenLoop.RunAsync(server.Address, [(Request, 204)], perSecond: 400, duration);

        Assert.Equal((null, false), (latencies.Problem, latencies.IsLeftBehind));
        Assert.Equal(ArrivalTimes.Of(400, duration).Length, latencies.Answered);
        Assert.InRange(latencies.Median, 100_000, double.MaxValue);
        Assert.InRange(latencies.High, 500_000, double.MaxValue);
    }

    [Fact]
    public async Task Run_OtherStatus_IsAProblem()
    {
        using var server = new StallingServer(stall: TimeSpan.Zero, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK"u8);

        var latencies = await OpenLoop.RunAsync(server.Address, [(Request, 204)], perSecond: 100, TimeSpan.FromMilliseconds(100));

        Assert.Equal("An answer was 200, not 204.", latencies.Problem);
    }

    [Fact]
    public void ArrivalTimes_LongRun_HaveTheRateAndNoRhythm()
    {
        var times = ArrivalTimes.Of(perSecond: 1000, TimeSpan.FromSeconds(100));
        var gaps = times.Zip(times.Skip(1), static (a, b) => b - a).ToList();
        var mean = gaps.Average();

        Assert.InRange(times.Length, 98_000, 102_000);
        Assert.Equal(times.Order(), times);

        // Of an exponential distribution e⁻¹ is above the mean.
        Assert.InRange(gaps.Count(g => g > mean) / (double)gaps.Count, 0.35, 0.39);
    }
}
