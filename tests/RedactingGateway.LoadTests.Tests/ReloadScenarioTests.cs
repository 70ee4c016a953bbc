using RedactingGateway.LoadTests.Scenarios;

namespace RedactingGateway.LoadTests.Tests;

/// <summary>Policies that change under load: those that are valid come into force, the broken one does not, and no request notices.</summary>
public sealed class ReloadScenarioTests
{
    [Fact]
    public async Task Iterate_RealGateway_PoliciesAreTakenAndNoRequestNotices()
    {
        await using var gateway = await LoadedGateway.StartAsync();
        var first = await File.ReadAllTextAsync(gateway.PolicyFile, TestContext.Current.CancellationToken);
        using var scenario = new ReloadScenario(gateway.Context, gateway.PolicyFile, gateway.Admin, LoadedGateway.AdminToken);
        var run = await ScenarioRun.OfAsync(scenario, 150);

        Assert.Empty(run.Problems);
        Assert.Equal((3, 2, 1), (scenario.Rewrites, scenario.Accepted, scenario.Refused));
        var leaks = await gateway.Context.Sink.CountAsync();
        Assert.Empty(leaks.Places);
        Assert.InRange(leaks.Requests, 150, long.MaxValue);
        Assert.Equal(first, await File.ReadAllTextAsync(gateway.PolicyFile, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Iterate_WithoutTheToken_TheStepFails()
    {
        await using var gateway = await LoadedGateway.StartAsync();
        using var scenario = new ReloadScenario(gateway.Context, gateway.PolicyFile, gateway.Admin);

        var outcome = await scenario.IterateAsync(0, static (_, body) => body());

        Assert.Equal((false, "401"), (outcome.IsOk, outcome.Status));
    }

    [Fact]
    public async Task Create_OtherPolicy_SaysWhatItNeeds()
    {
        await using var gateway = await LoadedGateway.StartAsync();
        await File.WriteAllTextAsync(gateway.PolicyFile, "version: 1\n", TestContext.Current.CancellationToken);
        Assert.Contains("loadtests/policy", Assert.Throws<InvalidOperationException>(() => new ReloadScenario(gateway.Context, gateway.PolicyFile)).Message, StringComparison.Ordinal);
    }
}
