using System.Diagnostics;
using System.Globalization;
using RedactingGateway.LoadTests.Scenarios;

namespace RedactingGateway.LoadTests.Tests;

/// <summary>Everything at once, for as long as <c>RGW_SOAK_SECONDS</c> says: no error, no leak, flat memory.</summary>
public sealed class SoakTests
{
    // In a test run: enough to see that it works.
    private const int DefaultSeconds = 2;

    // Iterations a second, about five requests each; RGW_SOAK_RATE says another. A long run without it takes its share of what the machine can.
    private const int DefaultRate = 40;
    private const double Load = 0.7;

    // Iterations that are due at once: the first run warms up, the second says what the machine can.
    private const int Calibration = 2_000;

    // What the runtime and its caches have not taken by the middle of a long run they do not need.
    private const double MostGrowth = 1.25;

    // Below this length the first half is start-up, and says nothing of memory.
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Soak_AtASteadyRate_NoErrorNoLeakFlatMemory()
    {
        var half = TimeSpan.FromSeconds(Number("RGW_SOAK_SECONDS", DefaultSeconds) / 2.0);
        await using var gateway = await LoadedGateway.StartAsync();
        var scenario = ScenarioSet.Create("soak", gateway.Context);
        var rate = Number("RGW_SOAK_RATE", 0) is > 0 and var said ? said : half * 2 >= LongEnough ? await CalibrateAsync(scenario) : DefaultRate;

        Tell($"{rate} iterations a second");
        Tell("start", Memory.Now());
        var first = await PacedRun.OfAsync(scenario, rate, half, TestContext.Current.CancellationToken);
        var leaks = await gateway.Context.Sink.CountAsync();
        var middle = Memory.Now();
        Tell("middle", middle);
        var second = await PacedRun.OfAsync(scenario, rate, half, TestContext.Current.CancellationToken);
        leaks = await gateway.Context.Sink.CountAsync();
        var end = Memory.Now();
        Tell("end", end);
        Tell($"{first.Total + second.Total} iterations, {leaks.Requests} requests at the sink, second half p50 {second.Percentile(0.5).TotalMilliseconds:F1} ms, p99 {second.Percentile(0.99).TotalMilliseconds:F1} ms");

        Assert.Equal((0, 0), (first.Failed, second.Failed));
        Assert.Equal((0L, 0L), (leaks.Leaks, leaks.Unchecked));
        Assert.InRange(leaks.Requests, first.Total, long.MaxValue);
        if (half * 2 >= LongEnough)
        {
            Assert.InRange(end.LiveHeap, 0, (long)(middle.LiveHeap * MostGrowth));
            Assert.InRange(end.Resident, 0, (long)(middle.Resident * MostGrowth));
        }
    }

    private static async Task<int> CalibrateAsync(LoadScenario scenario)
    {
        var elapsed = TimeSpan.Zero;
        for (var run = 0; run < 2; run++)
        {
            var start = TimeProvider.System.GetTimestamp();
            await PacedRun.OfAsync(scenario, Calibration * 10, TimeSpan.FromSeconds(0.1), TestContext.Current.CancellationToken);
            elapsed = TimeProvider.System.GetElapsedTime(start);
        }

        return (int)(Load * Calibration / elapsed.TotalSeconds);
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static void Tell(string when, Memory memory) =>
        Tell($"{when}: allocated {memory.Allocated >> 20} MB, live heap {memory.LiveHeap >> 20} MB, resident {memory.Resident >> 20} MB");

    private static void Tell(FormattableString line) => TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(line));

    /// <summary>Memory of the process: the gateway's, and that of the sink, the site and the clients beside it.</summary>
    private sealed record Memory(long Allocated, long LiveHeap, long Resident)
    {
        public static Memory Now()
        {
            var live = GC.GetTotalMemory(forceFullCollection: true);
            using var process = Process.GetCurrentProcess();
            return new Memory(GC.GetTotalAllocatedBytes(), live, process.WorkingSet64);
        }
    }
}
