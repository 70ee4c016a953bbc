using System.Text.RegularExpressions;

namespace RedactingGateway.FunctionalTests.Cli;

/// <summary><c>init</c>: a newcomer's first policy.</summary>
public sealed partial class InitTests
{
    [Theory]
    [InlineData("ga4", 5)]
    [InlineData("ga4,meta,matomo", 15)]
    public async Task Init_Vendors_CheckedTestedAndNothingLeavesBeforeConsent(string vendors, int tests)
    {
        using var folder = new EmptyFolder();
        var init = await CommandLine.RunAsync("init", "--site", "https://shop.example/", "--vendors", vendors, "--output", folder.Path);
        Assert.Equal((0, ""), (init.ExitCode, init.Error));

        var check = await CommandLine.RunAsync("check", folder.Path, "--strict");
        Assert.Equal(0, check.ExitCode);
        Assert.Contains("info RGW0217: to be filled in: 'legal name of the company; ask: the imprint'", check.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch(WarningOrError, check.Output);

        var run = await CommandLine.RunAsync("test", folder.Path);
        Assert.Contains($"\n{tests} passed, 0 failed.", run.Output, StringComparison.Ordinal);

        var diff = await CommandLine.RunAsync("diff", folder.Path, folder.Path);
        Assert.Equal(0, diff.ExitCode);
        var policy = await File.ReadAllTextAsync(Path.Combine(folder.Path, "gateway.yaml"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("{site}", policy, StringComparison.Ordinal);
        string[] special = ["user.biometric", "user.health_and_medical", "user.demographic.political_opinion", "user.demographic.race_ethnicity", "user.demographic.religious_belief", "user.demographic.sexual_orientation", "user.payment", "user.financial", "user.government_id", "user.authorization"];
        Assert.All(special, s => Assert.Contains($"\n  - {s}", policy, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("shop.example", "ga5", "There is no starter for 'ga5'; possible: ga4, meta, matomo.")]
    [InlineData("shop example", "ga4", "is no host name")]
    [InlineData("shop.example", "", "A policy needs at least one vendor")]
    public async Task Init_AnswerThatCannotBe_SaysWhatIsPossible(string site, string vendors, string message)
    {
        using var folder = new EmptyFolder();
        var run = await CommandLine.RunAsync("init", "--site", site, "--vendors", vendors, "--output", folder.Path);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Init_AnswersOnStandardInput_AreTaken()
    {
        using var folder = new EmptyFolder();
        var run = await CommandLine.RunWithInputAsync("shop.example\nmatomo\n", "init", "--output", folder.Path);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal($"Host name of the site (such as shop.example): Vendors, with commas (ga4, meta, matomo): ", run.Error);
        var policy = await File.ReadAllTextAsync(Path.Combine(folder.Path, "gateway.yaml"), TestContext.Current.CancellationToken);
        Assert.Contains("shop.example", policy, StringComparison.Ordinal);
        Assert.Contains("protocol: matomo", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("protocol: googleAnalytics4", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_StandardInputThatEnds_IsNoAnswer()
    {
        using var folder = new EmptyFolder();
        var run = await CommandLine.RunWithInputAsync("", "init", "--output", folder.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("is no host name", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Init_PolicyThatIsThere_IsNotTouched()
    {
        using var folder = new PolicyCopy(_ => "mine");
        var run = await CommandLine.RunAsync("init", "--site", "shop.example", "--vendors", "ga4", "--output", folder.Path);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(folder.Path, "gateway.yaml"), TestContext.Current.CancellationToken));
    }

    [GeneratedRegex(": (warning|error) RGW", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WarningOrError { get; }
}
