using System.Text.Json;

namespace RedactingGateway.FunctionalTests.Cli;

public sealed class CheckTests
{
    [Fact]
    public async Task Check_ShippedPolicy_IsFineEvenStrictly()
    {
        var run = await CommandLine.RunAsync("check", "config", "--strict");
        Assert.Equal("", run.Error);
        var lines = run.Output.Trim().Split('\n');
        Assert.Matches("^The policy is fine: revision [0-9a-f]{12}, 3 destinations\\.\\s*$", lines[^1]);
        Assert.All(lines[..^1], line => Assert.Contains(" info RGW0408: ", line, StringComparison.Ordinal));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Check_SeveralMistakes_AllAtOnceWithPlaceAndSuggestion()
    {
        using var folder = new PolicyCopy(text => text
            .Replace("user.device.ip_address:", "user.device.ip_adress:", StringComparison.Ordinal)
            .Replace("basis: consent", "basis: consnet", StringComparison.Ordinal)
            .Replace("purposes: [adMeasurement]", "purposes: [adMeasurment]", StringComparison.Ordinal));
        var run = await CommandLine.RunAsync("check", folder.Path);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("did you mean 'user.device.ip_address'?", run.Output, StringComparison.Ordinal);
        Assert.Contains("did you mean 'consent'?", run.Output, StringComparison.Ordinal);
        Assert.Contains("did you mean 'adMeasurement'?", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Trim().Split('\n'), l => Assert.Matches(@"gateway\.yaml:[0-9]+:[0-9]+: (error|warning|info) RGW[0-9]{4}: ", l));
    }

    [Fact]
    public async Task Check_JsonAndGithub_HoldTheSameRecords()
    {
        using var folder = new PolicyCopy(text => text.Replace("basis: consent", "basis: consnet", StringComparison.Ordinal));
        var json = await CommandLine.RunAsync("check", folder.Path, "--format", "json");
        using var records = JsonDocument.Parse(json.Output);
        var first = records.RootElement[0];
        Assert.Matches("^RGW[0-9]{4}$", first.GetProperty("id").GetString());
        Assert.True(first.GetProperty("line").GetInt32() > 1);

        var github = await CommandLine.RunAsync("check", folder.Path, "--format", "github");
        Assert.StartsWith($"::error file={first.GetProperty("file").GetString()},line={first.GetProperty("line").GetInt32()},", github.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Sarif_HoldsRuleAndPlace()
    {
        using var folder = new PolicyCopy(text => text.Replace("basis: consent", "basis: consnet", StringComparison.Ordinal));
        var run = await CommandLine.RunAsync("check", folder.Path, "--format", "sarif");
        using var sarif = JsonDocument.Parse(run.Output);
        Assert.Equal("2.1.0", sarif.RootElement.GetProperty("version").GetString());
        var result = sarif.RootElement.GetProperty("runs")[0].GetProperty("results")[0];
        Assert.Equal(("RGW0205", "error"), (result.GetProperty("ruleId").GetString(), result.GetProperty("level").GetString()));
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.EndsWith("/gateway.yaml", place.GetProperty("artifactLocation").GetProperty("uri").GetString(), StringComparison.Ordinal);
        Assert.True(place.GetProperty("region").GetProperty("startLine").GetInt32() > 1);
    }

    [Fact]
    public async Task Check_NoSuchFolder_IsTheToolsFailure() => Assert.Equal(1, (await CommandLine.RunAsync("check", "no-such-folder")).ExitCode);
}
