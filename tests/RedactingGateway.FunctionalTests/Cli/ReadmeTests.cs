using Microsoft.Extensions.Time.Testing;
using RedactingGateway.Core.Policies;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Cli;

/// <summary>What the documents say is tried out.</summary>
public sealed class ReadmeTests
{
    // The day on which the documents' dates were looked at: a safeguard in them grows old, the test does not.
    private static readonly TimeProvider Written = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Readme_PolicyToStartFrom_HasNoProblemAndAboutTwentyLines()
    {
        var policy = Block("README.md", "## Start from twenty lines");
        Assert.InRange(policy.Trim().Split('\n').Length, 15, 25);
        using var folder = new PolicyCopy(_ => policy);
        var loaded = PolicyLoader.Load(folder.Path, environment: null, Written);

        // What the vendor cannot measure without more is worth knowing, and no problem.
        Assert.Empty(loaded.Diagnostics.Where(d => d.Id != "RGW0408"));
        Assert.Single(loaded.Snapshot!.Destinations);
    }

    [Fact]
    public void Readme_FilesItNames_Exist()
    {
        var text = File.ReadAllText(Path.Combine(Corpus.RepositoryRoot, "README.md"));
        var links = System.Text.RegularExpressions.Regex.Matches(text, @"\]\((?<path>[^)#:]+)\)").Select(m => m.Groups["path"].Value).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, l => Assert.True(File.Exists(Path.Combine(Corpus.RepositoryRoot, l)), l));
    }

    [Fact]
    public async Task Readme_FirstTenMinutes_EveryCommandWorks()
    {
        using var folder = new EmptyFolder();
        var text = await File.ReadAllTextAsync(Path.Combine(Corpus.RepositoryRoot, "config", "README.md"), TestContext.Current.CancellationToken);
        var tutorial = text[text.IndexOf("## The first ten minutes", StringComparison.Ordinal)..text.IndexOf("## The policy:", StringComparison.Ordinal)];
        var commands = tutorial.Split('\n').Where(l => l.StartsWith("redacting-gateway ", StringComparison.Ordinal)).Select(l => l.Split(' ')[1..]).ToList();
        Assert.InRange(commands.Count, 8, 20);
        foreach (var command in commands)
        {
            var run = await CommandLine.RunInAsync(folder.Path, command);
            Assert.True(run is { ExitCode: 0, Error: "" }, $"{string.Join(' ', command)}: {run.ExitCode} {run.Error}");
        }
    }

    [Theory]
    [InlineData("check")]
    [InlineData("explain")]
    [InlineData("test")]
    [InlineData("diff")]
    [InlineData("show")]
    [InlineData("har", "clean")]
    [InlineData("report")]
    [InlineData("init")]
    [InlineData("learn")]
    [InlineData("records", "show")]
    public async Task Help_OfEveryVerb_HasExamples(params string[] verb)
    {
        var run = await CommandLine.RunAsync([.. verb, "--help"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"Examples:{Environment.NewLine}  redacting-gateway {string.Join(' ', verb)}", run.Output, StringComparison.Ordinal);
    }

    private static string Block(string file, string heading)
    {
        var text = File.ReadAllText(Path.Combine(Corpus.RepositoryRoot, file));
        var from = text.IndexOf("```yaml\n", text.IndexOf(heading, StringComparison.Ordinal), StringComparison.Ordinal) + "```yaml\n".Length;
        return text[from..text.IndexOf("```", from, StringComparison.Ordinal)];
    }
}
