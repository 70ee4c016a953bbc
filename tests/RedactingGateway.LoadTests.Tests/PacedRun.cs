using RedactingGateway.LoadTests.Scenarios;

namespace RedactingGateway.LoadTests.Tests;

/// <summary>Runs iterations of a scenario at a rate, as a load tool does: one that is due does not wait for one that takes long.</summary>
internal sealed class PacedRun
{
    // Iterations at the same time; more are late, and their latency says so.
    private const int Copies = 64;

    private readonly TimeSpan[] _latencies;
    private int _failed;

    private PacedRun(int iterations) => _latencies = new TimeSpan[iterations];

    /// <summary>Iterations that did not go well.</summary>
    public int Failed => _failed;

    /// <summary>Iterations.</summary>
    public int Total => _latencies.Length;

    /// <summary>A percentile of the time from when an iteration was due to its end.</summary>
    public TimeSpan Percentile(double share) => _latencies.Order().ElementAt((int)(share * (_latencies.Length - 1)));

    public static async Task<PacedRun> OfAsync(LoadScenario scenario, int rate, TimeSpan length, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var run = new PacedRun((int)(rate * length.TotalSeconds));
        var number = -1;
        await scenario.StartAsync();
        var start = time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Copies).Select(async _ =>
        {
            while (Interlocked.Increment(ref number) is var mine && mine < run.Total)
            {
                var due = TimeSpan.FromSeconds((double)mine / rate);
                if (due - time.GetElapsedTime(start) is { Ticks: > 0 } early)
                {
                    await Task.Delay(early, time, cancellationToken);
                }

                if (!(await scenario.IterateAsync(mine, static (_, body) => body())).IsOk)
                {
                    Interlocked.Increment(ref run._failed);
                }

                run._latencies[mine] = time.GetElapsedTime(start) - due;
            }
        }));
        await scenario.StopAsync();
        return run;
    }
}
