using System.Text.Json;
using System.Xml.Linq;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Cli;

/// <summary><c>test</c> as a process.</summary>
public sealed class PolicyTestTests
{
    private const string File = "tests/own.yaml";

    [Fact]
    public async Task Test_ShippedPolicy_PassesForTheFiveVisitors()
    {
        var run = await CommandLine.RunAsync("test", "config");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"\n1[0-9] passed, 0 failed\.\s*$", run.Output);
    }

    [Fact]
    public async Task Test_Failing_SaysWhatAndWhereWithoutValues()
    {
        using var folder = WithTests("""
            request: purchase.http
            tests:
              wrong:
                visitor: accepted
                leaves: false
                sent:
                  query.cid: keep
                  query.dl: { value: "https://elsewhere.example/" }
                  query.dtt: keep
                  query.dt: keep
                withheld: [query.uid, 'query.x*']
              right: { visitor: new, leaves: false }
            """);
        var junit = Path.Combine(folder.Path, "results.xml");
        var run = await CommandLine.RunAsync("test", folder.Path, "--junit", junit);
        Assert.Equal((3, ""), (run.ExitCode, run.Error));
        string[] expected =
        [
            "own.yaml:5:13: the request leaves",
            "own.yaml:7:7: query.cid leaves as pseudonymize (d10.d10, 30 days), not as keep",
            "own.yaml:8:7: query.dl leaves with another value",
            "own.yaml:9:7: query.dtt is not in the request; did you mean 'query.dt'?",
            "own.yaml:10:7: query.dt does not leave: the field has no data category",
            "own.yaml:11:16: query.uid leaves (pseudonymize (x32, 30 days)), allowed by ",
            "own.yaml:11:27: query.x* is not in the request",
            "1 passed, 1 failed.",
        ];
        Assert.All(expected, e => Assert.Contains(e, run.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("KD-73811", run.Output, StringComparison.Ordinal);

        var suite = XDocument.Load(junit).Root!.Element("testsuite")!;
        Assert.Equal(("2", "1"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value));
        Assert.Equal(7, suite.Elements("testcase").First().Elements("failure").Count());
    }

    [Fact]
    public async Task Test_BrokenFile_AllProblemsWithTheirPlace()
    {
        using var folder = WithTests("""
            request: purchase.http
            tests:
              a: { visitor: acepted, leaves: false }
              b: { visitor: new }
              c: { visitor: new, leaves: no }
              d: { visitor: new, request: other.http, leaves: true }
              e: { visitor: new, sent: { query.cid: pseudonimize } }
              f: { visitor: new, leave: false, destination: ga5 }
            """);
        var run = await CommandLine.RunAsync("test", folder.Path);
        Assert.Equal(3, run.ExitCode);
        string[] expected =
        [
            "own.yaml:3:17: error RGW0205: ", "did you mean 'accepted'?",
            "own.yaml:4:3: error RGW0111: ",
            "own.yaml:5:30: error RGW0112: ",
            "own.yaml:6:31: error RGW",
            "own.yaml:7:41: error RGW0401: ", "did you mean 'pseudonymize'?",
            "own.yaml:8:22: error RGW0110: ", "did you mean 'leaves'?",
            "own.yaml:8:49: error RGW0205: ", "did you mean 'ga4'?",
        ];
        Assert.All(expected, e => Assert.Contains(e, run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Test_Json_HoldsTheResults()
    {
        var run = await CommandLine.RunAsync("test", "config", "--format", "json");
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(0, json.RootElement.GetProperty("failed").GetInt32());
        Assert.Equal(json.RootElement.GetProperty("passed").GetInt32(), json.RootElement.GetProperty("tests").GetArrayLength());
    }

    [Fact]
    public async Task Test_WithoutTests_IsNoSuccess()
    {
        using var folder = new PolicyCopy(text => text);
        var run = await CommandLine.RunAsync("test", folder.Path);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There are no tests", run.Error, StringComparison.Ordinal);
    }

    private static PolicyCopy WithTests(string text)
    {
        var folder = new PolicyCopy(policy => policy);
        Directory.CreateDirectory(Path.Combine(folder.Path, "tests"));
        System.IO.File.WriteAllText(Path.Combine(folder.Path, File), text);
        System.IO.File.Copy(Path.Combine(Corpus.RepositoryRoot, "config", "tests", "requests", "ga4-purchase.http"), Path.Combine(folder.Path, "tests", "purchase.http"));
        return folder;
    }
}
