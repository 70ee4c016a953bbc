using System.Collections.Concurrent;
using RedactingGateway.LoadTests.Scenarios;

namespace RedactingGateway.LoadTests.Tests;

/// <summary>Runs iterations of a scenario as a load tool does, some at the same time.</summary>
internal sealed class ScenarioRun
{
    // Iterations at the same time.
    private const int Copies = 8;

    private readonly ConcurrentDictionary<string, int> _steps = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _problems = new();
    private int _ok;

    private ScenarioRun()
    {
    }

    /// <summary>Iterations that went well.</summary>
    public int Ok => _ok;

    /// <summary>What went wrong, step by step.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    /// <summary>How often each step ran.</summary>
    public IReadOnlyDictionary<string, int> Steps => _steps;

    public static async Task<ScenarioRun> OfAsync(LoadScenario scenario, int iterations)
    {
        var run = new ScenarioRun();
        var number = -1;
        await scenario.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, Copies).Select(async _ =>
        {
            while (Interlocked.Increment(ref number) is var mine && mine < iterations)
            {
                if ((await scenario.IterateAsync(mine, run.StepAsync)).IsOk)
                {
                    Interlocked.Increment(ref run._ok);
                }
            }
        }));
        await scenario.StopAsync();
        return run;
    }

    private async Task<StepOutcome> StepAsync(string name, Func<Task<StepOutcome>> body)
    {
        _steps.AddOrUpdate(name, 1, (_, count) => count + 1);
        var outcome = await body();
        if (!outcome.IsOk)
        {
            _problems.Enqueue($"{name}: {outcome.Status} {outcome.Problem}");
        }

        return outcome;
    }
}
