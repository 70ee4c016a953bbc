using RedactingGateway.LoadTests.Scenarios;
using RedactingGateway.LoadTests.Scenarios.Options;
using RedactingGateway.LoadTests.Scenarios.Traffic;

namespace RedactingGateway.LoadTests.Tests;

/// <summary>Every scenario, as load testers run it, for a few hundred iterations against a real gateway.</summary>
public sealed class ScenarioTests
{
    [Theory]
    [InlineData("browse", 200)]
    [InlineData("shop", 200)]
    [InlineData("pages", 300)]
    [InlineData("hostile", 210)]
    [InlineData("soak", 200)]
    public async Task Iterate_RealGateway_EveryStepGoesWellAndNothingLeaks(string name, int iterations)
    {
        await using var gateway = await LoadedGateway.StartAsync();
        var run = await ScenarioRun.OfAsync(ScenarioSet.Create(name, gateway.Context), iterations);

        Assert.Empty(run.Problems);
        Assert.Equal(iterations, run.Ok);
        var leaks = await gateway.Context.Sink.CountAsync();
        Assert.Empty(leaks.Places);
        Assert.Empty(Verdict.Of([new(name, run.Ok, 0, TimeSpan.Zero)], leaks, Thresholds.Default).Problems);

        // Pages alone send nothing to vendors; in all others most hits of those who accepted arrive.
        Assert.Equal(name != "pages", leaks.Requests > iterations / 4);
    }

    [Fact]
    public async Task Browse_SomeIterations_SendsEveryProtocolOfTheMix()
    {
        await using var gateway = await LoadedGateway.StartAsync();
        var run = await ScenarioRun.OfAsync(ScenarioSet.Create("browse", gateway.Context), 100);

        var steps = gateway.Context.Mix.All.Select(recording => StepName.Of(recording.Sdk)).Append("page").Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(steps, run.Steps.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(run.Steps["ga4Gtag"], 150, 170);
    }

    [Fact]
    public async Task Hostile_OneIterationOfEachKind_TriesThemAll()
    {
        await using var gateway = await LoadedGateway.StartAsync();
        var run = await ScenarioRun.OfAsync(ScenarioSet.Create("hostile", gateway.Context), HostileRequests.Kinds);

        // Every kind, and the good request after it.
        Assert.Equal(HostileRequests.Kinds + 1, run.Steps.Count);
    }

    [Fact]
    public async Task SlowVendor_WhileItHangs_PagesAndOtherVendorsAreAnswered()
    {
        await using var gateway = await LoadedGateway.StartAsync();
        var scenario = new SlowVendorScenario(gateway.Context, TimeSpan.FromSeconds(1));
        var run = await ScenarioRun.OfAsync(scenario, 200);

        Assert.Empty(run.Problems);
        Assert.Equal(20, scenario.SlowHits);
        Assert.Null(gateway.Context.Sink.Slow);
    }

    [Fact]
    public async Task Create_EveryName_GivesTheScenarioOfThatName()
    {
        await using var gateway = await LoadedGateway.StartAsync();
        var options = gateway.Context.Options;
        Assert.All(ScenarioSet.Names.Except(["reload"]), name => Assert.Equal(name, ScenarioSet.Create(name, gateway.Context).Name));
        Assert.Null(options.PolicyFile);
        Assert.Throws<InvalidOperationException>(() => ScenarioSet.Create("reload", gateway.Context));
    }
}
