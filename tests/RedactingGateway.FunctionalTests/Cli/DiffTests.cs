using System.Text.Json;

namespace RedactingGateway.FunctionalTests.Cli;

/// <summary><c>diff OLD NEW</c> as a process.</summary>
public sealed class DiffTests
{
    private const string Sentence = "Google Ireland Limited (IE→US) now receives internet address (IP address) (user.device.ip_address) truncated (IPv4 /28, IPv6 /48), "
        + "no longer truncated (IPv4 /24, IPv6 /48), for Audience measurement from visitors who accepted. Earlier consents do not cover this: they will be asked again.";

    [Fact]
    public async Task Diff_SamePolicy_NothingChanges()
    {
        var run = await CommandLine.RunAsync("diff", "config", "config", "--fail-on-widening");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("Nothing changes: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_WiderPolicy_SaysSoInSentencesWithoutColours()
    {
        using var folder = Wider();
        var run = await CommandLine.RunAsync("diff", "config", folder.Path);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("1 change lets more leave, 0 less; consents to 1 purpose will be asked for again.", run.Output, StringComparison.Ordinal);
        Assert.Contains($"  + {Sentence}", run.Output, StringComparison.Ordinal);
        Assert.Contains("  ! Earlier consents to Audience measurement are void; those visitors will be asked again.", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Output);
    }

    [Fact]
    public async Task Diff_Notices_SaysWhatVisitorsReadAnew()
    {
        using var folder = new PolicyCopy(text => text.Replace("en: Audience measurement }", "en: Counting visits }", StringComparison.Ordinal).Replace("retention: 14 months ", "retention: 2 months  ", StringComparison.Ordinal));
        var run = await CommandLine.RunAsync("diff", "config", folder.Path, "--notices");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("  * Visitors read of the title of 'audienceMeasurement' (en) “Counting visits”, no longer “Audience measurement”", run.Output, StringComparison.Ordinal);
        Assert.Contains("Visitors read of how long 'google' keeps data “2 months”, no longer “14 months”", run.Output, StringComparison.Ordinal);

        var without = await CommandLine.RunAsync("diff", "config", folder.Path);
        Assert.DoesNotContain("Visitors read", without.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 0)]
    public async Task Diff_FailOnWidening_FailsOnWideningOnly(bool widens, int exitCode)
    {
        using var folder = Wider();
        string[] folders = widens ? ["config", folder.Path] : [folder.Path, "config"];
        Assert.Equal(exitCode, (await CommandLine.RunAsync(["diff", .. folders, "--fail-on-widening"])).ExitCode);
    }

    [Fact]
    public async Task Diff_Markdown_IsAComment()
    {
        using var folder = Wider();
        var run = await CommandLine.RunAsync("diff", "config", folder.Path, "--format", "markdown");
        Assert.StartsWith("### What this change means", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n- **Google Ireland Limited** (IE→US) now receives **internet address (IP address)**", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_Json_HasTheFacts()
    {
        using var folder = Wider();
        var run = await CommandLine.RunAsync("diff", "config", folder.Path, "--format", "json");
        using var json = JsonDocument.Parse(run.Output);
        Assert.True(json.RootElement.GetProperty("widens").GetBoolean());
        var change = Assert.Single(json.RootElement.GetProperty("changes").EnumerateArray());
        Assert.Equal("form", change.GetProperty("kind").GetString());
        Assert.Equal("wider", change.GetProperty("direction").GetString());
        Assert.Equal("user.device.ip_address", change.GetProperty("categories")[0].GetString());
        Assert.Equal("accepted", Assert.Single(change.GetProperty("visitors").EnumerateArray()).GetString());
        Assert.Equal(Sentence, change.GetProperty("sentence").GetString());
        Assert.Equal("audienceMeasurement", json.RootElement.GetProperty("consents")[0].GetProperty("purpose").GetString());
    }

    [Fact]
    public async Task Diff_InvalidPolicy_SaysWhy()
    {
        using var folder = new PolicyCopy(text => text.Replace("basis: consent", "basis: consnet", StringComparison.Ordinal));
        var run = await CommandLine.RunAsync("diff", "config", folder.Path);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("did you mean 'consent'?", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await CommandLine.RunAsync("diff", "config", "no-such-folder")).ExitCode);
    }

    // The first of two lines: that of audience measurement.
    private static PolicyCopy Wider() => new(text =>
    {
        const string line = "ipv4: 24";
        var at = text.IndexOf(line, StringComparison.Ordinal);
        return $"{text[..at]}ipv4: 28{text[(at + line.Length)..]}";
    });
}
