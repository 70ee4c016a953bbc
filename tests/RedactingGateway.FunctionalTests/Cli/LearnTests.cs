using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Cli;

/// <summary><c>learn</c>: names and shapes, never values.</summary>
public sealed class LearnTests
{
    [Fact]
    public async Task Learn_Requests_DraftsADictionaryWithoutValues()
    {
        var run = await CommandLine.RunAsync("learn", "tests/corpora/traffic/matomo-js/01-get-matomo.php.http", "tests/corpora/traffic/matomo-js/02-get-matomo.php.http", "--protocol", "acme");
        if (run.ExitCode != 0)
        {
            Assert.Fail(run.Error);
        }

        Assert.Contains("protocol: acme\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("'query.idsite': { type: integer }", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("huettenrauch", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("H%C3%BCttenrauch", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("posthog-js")]
    [InlineData("segment-browser")]
    public async Task Learn_Draft_IsADictionaryThatLoads(string vendor)
    {
        using var folder = new PolicyCopy(text => text);
        var captured = Directory.GetFiles(Path.Combine(Corpus.RepositoryRoot, "tests", "corpora", "traffic", vendor), "*.http");
        var draft = await CommandLine.RunAsync(["learn", "--protocol", "acme", .. captured]);
        Directory.CreateDirectory(Path.Combine(folder.Path, "protocols"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "protocols", "acme.yaml"), draft.Output, TestContext.Current.CancellationToken);
        var check = await CommandLine.RunAsync("check", folder.Path);
        Assert.DoesNotContain("acme.yaml", check.Output, StringComparison.Ordinal);
        Assert.Equal(0, check.ExitCode);
    }

    [Fact]
    public async Task Learn_FileThatIsNoRequest_IsTheToolsFailure() =>
        Assert.Equal(1, (await CommandLine.RunAsync("learn", "README.md")).ExitCode);
}
