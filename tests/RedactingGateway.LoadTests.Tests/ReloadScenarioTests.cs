using RedactingGateway.LoadTests.Scenarios;

namespace RedactingGateway.LoadTests.Tests;

/// <summary>Policies that change under load. What the gateway makes of the new file is its own matter; no request may notice.</summary>
public sealed class ReloadScenarioTests(LoadedGateway gateway) : IClassFixture<LoadedGateway>
{
    [Fact]
    public async Task Iterate_RealGateway_PoliciesAreWrittenAndNoRequestNotices()
    {
        var first = await File.ReadAllTextAsync(gateway.PolicyFile, TestContext.Current.CancellationToken);
        using var scenario = new ReloadScenario(gateway.Context, gateway.PolicyFile);
        var run = await ScenarioRun.OfAsync(scenario, 210);

        Assert.Empty(run.Problems);
        Assert.Equal(5, scenario.Rewrites);
        Assert.Empty(gateway.Context.Sink.Leaks.Places);
        Assert.Equal(first, await File.ReadAllTextAsync(gateway.PolicyFile, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Create_OtherPolicy_SaysWhatItNeeds()
    {
        var file = Path.Combine(Path.GetDirectoryName(gateway.PolicyFile)!, "other.yaml");
        await File.WriteAllTextAsync(file, "version: 1\n", TestContext.Current.CancellationToken);
        Assert.Contains("loadtests/policy", Assert.Throws<InvalidOperationException>(() => new ReloadScenario(gateway.Context, file)).Message, StringComparison.Ordinal);
    }
}
