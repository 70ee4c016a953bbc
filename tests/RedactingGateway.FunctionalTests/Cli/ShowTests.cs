using System.Text.Json;

namespace RedactingGateway.FunctionalTests.Cli;

/// <summary><c>show</c>: what counts in the end, and where each line of it comes from.</summary>
public sealed class ShowTests
{
    private const string Included = """
        purposes:
          counting:
            use: analytics.reporting
            basis: consent
            title: { en: Counting }
            presets: [audienceMeasurementCnil]
          selling:
            use: analytics.reporting
            basis: consent
            title: { en: Selling }
            presets: [noIdentifiers]
            allow: { user.demographic.language: { treat: keep, because: { en: "To see: what sells" } } }
        """;

    [Fact]
    public async Task Show_Effective_WritesIncludesGroupsAndPresetsOutWithTheOriginOfEachLine()
    {
        using var folder = Policy();
        var run = await CommandLine.RunAsync("show", folder.Path, "--effective");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var name = Path.GetFileName(folder.Path);
        var lines = run.Output.Split('\n').Select(l => l.TrimEnd()).ToList();
        Assert.All(lines.Where(l => l.Length > 0), l => Assert.Matches(@"  # [^ ]+\.yaml:[0-9]+$", l));
        Assert.Contains(lines, l => l.StartsWith("    use: analytics.reporting ", StringComparison.Ordinal) && l.EndsWith($"# {name}/purposes.yaml:3", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("  - user.payment ", StringComparison.Ordinal) && l.Contains($"# {name}/gateway.yaml:", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("      - counting ", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("      user.device:", StringComparison.Ordinal) && l.Contains("# config/presets/audienceMeasurementCnil.yaml:", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("    # never for this purpose: user.contact ", StringComparison.Ordinal) && l.Contains("# config/presets/noIdentifiers.yaml:", StringComparison.Ordinal));
        Assert.DoesNotContain("groups:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_EffectiveTextAsAPolicy_DisclosesTheSame()
    {
        using var folder = Policy();
        var shown = await CommandLine.RunAsync("show", folder.Path, "--effective");
        using var again = new PolicyCopy(_ => shown.Output);

        var diff = await CommandLine.RunAsync("diff", folder.Path, again.Path, "--format", "json");

        Assert.Equal((0, ""), (diff.ExitCode, diff.Error));
        using var changes = JsonDocument.Parse(diff.Output);
        Assert.Equal(0, changes.RootElement.GetProperty("changes").GetArrayLength());
    }

    [Fact]
    public async Task Show_Json_HoldsOneRecordAValueWithItsPlace()
    {
        using var folder = Policy();
        var run = await CommandLine.RunAsync("show", folder.Path, "--effective", "--format", "json");

        using var records = JsonDocument.Parse(run.Output);
        var use = records.RootElement.EnumerateArray().Single(r => string.Join('/', r.GetProperty("path").EnumerateArray().Select(p => p.GetString())) == "purposes/counting/use");
        Assert.Equal(("analytics.reporting", 3), (use.GetProperty("value").GetString(), use.GetProperty("line").GetInt32()));
        Assert.EndsWith("/purposes.yaml", use.GetProperty("file").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_WithoutEffective_PutsOnlyFilesTogether()
    {
        using var folder = Policy();
        var run = await CommandLine.RunAsync("show", folder.Path);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("groups:", run.Output, StringComparison.Ordinal);
        Assert.Contains("use: analytics.reporting", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("config/presets", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_PolicyWithErrors_SaysThemAndExitsWith3()
    {
        using var folder = new PolicyCopy(_ => "version: 2");
        var run = await CommandLine.RunAsync("show", folder.Path, "--effective");

        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Contains("error RGW0201", run.Error, StringComparison.Ordinal);
    }

    private static PolicyCopy Policy()
    {
        var folder = new PolicyCopy(_ => """
            version: 1
            include: [purposes.yaml]
            controller: { name: Shop, address: Street 1, contact: mail@shop.example }
            groups:
              categories: { money: [user.payment, user.financial] }
              purposes: { all: [counting, selling] }
            never: [money]
            recipients:
              vendor: { name: Vendor Ltd, country: IE, role: processor, privacyPolicy: "https://vendor.example/privacy", retention: "14 months: yours" }
            destinations:
              ga4:
                recipient: vendor
                protocol: googleAnalytics4
                path: /t/ga4
                hosts: { collect: "https://collect.vendor.example" }
                purposes: [all]
            """);
        File.WriteAllText(Path.Combine(folder.Path, "purposes.yaml"), Included);
        return folder;
    }
}
