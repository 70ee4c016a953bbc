using System.Text.RegularExpressions;

namespace RedactingGateway.FunctionalTests.Architecture;

/// <summary>Every control of the threat model is held by tests that exist, and every setting of operations.md is one.</summary>
public sealed partial class ThreatModelTests
{
    [Fact]
    public void EveryControl_NamesTestsThatExist()
    {
        var classes = Repository.Files("tests").Select(static f => Path.GetFileNameWithoutExtension(f)).ToHashSet(StringComparer.Ordinal);
        var named = TestNames().Matches(File.ReadAllText(Path.Combine(Repository.Root, "config", "threat-model.md"))).Select(static m => m.Groups[1].Value).ToArray();

        Assert.True(named.Length > 20);
        Assert.DoesNotContain(named, n => !classes.Contains(n));
    }

    [Fact]
    public void EverySetting_IsInTheOperationsPage()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "config", "operations.md"));

        // The folder of the policy has its place in README.md; a secret's own text is told once for all.
        var settings = typeof(Options.GatewayOptions).GetProperties().Select(static p => p.Name).Where(static n => n is not nameof(Options.GatewayOptions.ConfigDirectory));
        Assert.DoesNotContain(settings, n => !page.Contains($"`{n}`", StringComparison.Ordinal) && !page.Contains($"`{n}File`", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"`(?:State\.)?([A-Z]\w+Tests)`")]
    private static partial Regex TestNames();
}
