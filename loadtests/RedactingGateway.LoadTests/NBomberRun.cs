using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;
using RedactingGateway.LoadTests.Scenarios;
using RedactingGateway.LoadTests.Scenarios.Options;
using RedactingGateway.LoadTests.Scenarios.Visits;

namespace RedactingGateway.LoadTests;

/// <summary>Maps the scenarios to NBomber, one to one, and its figures to the verdict.</summary>
internal static class NBomberRun
{
    /// <summary>Runs the load test.</summary>
    /// <returns>The verdict's exit code.</returns>
    public static async Task<int> RunAsync(LoadOptions options)
    {
        await using var context = await LoadContext.StartServersAsync(options);
        await context.LetVisitorsChooseAsync();
        var scenarios = options.Scenarios.Distinct(StringComparer.Ordinal).Select(name => ScenarioSet.Create(name, context)).ToList();

        var stats = NBomberRunner
            .RegisterScenarios([.. scenarios.Select(scenario => Map(scenario, options))])
            .WithTestSuite("RedactingGateway")
            .WithTestName(string.Join('_', options.Scenarios))
            .WithReportFolder(options.Reports)
            .WithReportFormats(ReportFormat.Html, ReportFormat.Csv, ReportFormat.Md)
            .Run();

        var leaks = await context.Sink.CountAsync();
        var verdict = Verdict.Of([.. scenarios.Select(scenario => Result(scenario, stats))], leaks, options.Thresholds);
        foreach (var problem in verdict.Problems)
        {
            await Console.Error.WriteLineAsync(problem);
        }

        await Console.Out.WriteLineAsync($"{leaks.Requests} requests reached the sink, {leaks.Leaks} planted values in them.");
        return verdict.ExitCode;
    }

    private static ScenarioProps Map(LoadScenario scenario, LoadOptions options)
    {
        var iterations = -1L;
        var mapped = Scenario.Create(StepName.Of(scenario.Name), async context =>
            Answer(await scenario.IterateAsync(Interlocked.Increment(ref iterations), (name, body) => StepAsync(name, context, body))));
        return (options.WarmUp > TimeSpan.Zero ? mapped.WithWarmUpDuration(options.WarmUp) : mapped.WithoutWarmUp())
            .WithInit(_ => scenario.StartAsync())
            .WithClean(_ => scenario.StopAsync())
            .WithLoadSimulations(Simulation.Inject(rate: options.Rate, interval: TimeSpan.FromSeconds(1), during: options.Duration));
    }

    private static async Task<StepOutcome> StepAsync(string name, IScenarioContext context, Func<Task<StepOutcome>> body)
    {
        // NBomber has its own answer to what a step throws; the scenario must stop there too.
        var outcome = new StepOutcome(IsOk: false, "exception", 0);
        await Step.Run(name, context, async () =>
        {
            outcome = await body();
            return Answer(outcome);
        });
        return outcome;
    }

    private static Response<object> Answer(StepOutcome outcome) => outcome.IsOk
        ? Response.Ok(statusCode: outcome.Status, sizeBytes: Size(outcome))
        : Response.Fail(statusCode: outcome.Status, message: outcome.Problem, sizeBytes: Size(outcome));

    // 32 bits in version 4, 64 from 5 on.
    private static int Size(StepOutcome outcome) => (int)Math.Min(outcome.Bytes, int.MaxValue);

    private static ScenarioResult Result(LoadScenario scenario, NodeStats stats)
    {
        var found = stats.ScenarioStats.Single(candidate => candidate.ScenarioName == StepName.Of(scenario.Name));
        var slower = Math.Max(found.Ok.Latency.Percent99, found.Fail.Latency.Percent99);
        return new ScenarioResult(scenario.Name, found.Ok.Request.Count, found.Fail.Request.Count, TimeSpan.FromMilliseconds(slower));
    }
}
