using System.Text;
using System.Text.Json;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Cli;

public sealed class ExplainTests
{
    private const string Ga4 = "tests/corpora/traffic/ga4-gtag/02-default-collect.http";

    [Fact]
    public async Task Explain_AcceptedVisitor_SaysWhatBecomesOfEveryField()
    {
        var run = await CommandLine.RunAsync("explain", "config", "--destination", "ga4", "--request", Ga4);
        Assert.Equal(0, run.ExitCode);
        var lines = run.Output.Split('\n');
        Assert.Matches("^would be sent: yes; [0-9]+ kept, [0-9]+ treated, [0-9]+ dropped$", lines[0].TrimEnd());
        Assert.Contains(lines, l => l.StartsWith("treated  query.dl ", StringComparison.Ordinal) && l.Contains("scrubUrl", StringComparison.Ordinal)
            && l.Contains("audienceMeasurement", StringComparison.Ordinal) && l.Contains("config/gateway.yaml:", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("dropped  body[0].ep.karte ", StringComparison.Ordinal) && l.Contains("googleAnalytics4.yaml:", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("kept     body[0].en ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Explain_WithoutValues_PrintsNone()
    {
        var run = await CommandLine.RunAsync("explain", "config", "--destination", "ga4", "--request", Ga4);
        var person = Recording.Load("ga4-gtag", "02-default-collect.http").Person;
        Assert.Empty(new LeakSearch(person.Values).In("output", run.Output));

        var withValues = await CommandLine.RunAsync("explain", "config", "--destination", "ga4", "--request", Ga4, "--values");
        Assert.NotEmpty(new LeakSearch(person.Values).In("output", withValues.Output));
    }

    [Theory]
    [InlineData("new", "would be sent: no (the visitor has granted no purpose); 0 kept, 0 treated, ")]
    [InlineData("refused", "would be sent: no (the visitor refused); 0 kept, 0 treated, ")]
    [InlineData("gpc", "would be sent: no (the visitor refused); 0 kept, 0 treated, ")]
    public async Task Explain_OtherVisitors_NothingWouldBeSent(string visitor, string firstLine)
    {
        var run = await CommandLine.RunAsync("explain", "config", "--destination", "ga4", "--request", Ga4, "--visitor", visitor);
        Assert.StartsWith(firstLine, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_Json_NamesEveryFieldWithItsRule()
    {
        var run = await CommandLine.RunAsync("explain", "config", "--destination", "ga4", "--request", Ga4, "--format", "json");
        using var json = JsonDocument.Parse(run.Output);
        Assert.True(json.RootElement.GetProperty("wouldBeSent").GetBoolean());
        var fields = json.RootElement.GetProperty("fields").EnumerateArray().ToList();
        Assert.Equal(
            fields.Count,
            json.RootElement.GetProperty("kept").GetInt32() + json.RootElement.GetProperty("treated").GetInt32() + json.RootElement.GetProperty("dropped").GetInt32());
        var cid = fields.Single(f => f.GetProperty("field").GetString() == "query.cid");
        Assert.Equal("treated", cid.GetProperty("outcome").GetString());
        Assert.Equal("audienceMeasurement", cid.GetProperty("purpose").GetString());
        Assert.StartsWith("config/gateway.yaml:", cid.GetProperty("rule").GetString(), StringComparison.Ordinal);
        Assert.False(cid.TryGetProperty("before", out _));
    }

    [Fact]
    public async Task Explain_Output_WritesTheRequestThatWouldLeave()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var run = await CommandLine.RunAsync("explain", "config", "--destination", "ga4", "--request", Ga4, "--output", file);
            Assert.Equal(0, run.ExitCode);
            var request = await File.ReadAllTextAsync(file, Encoding.UTF8, TestContext.Current.CancellationToken);
            Assert.StartsWith("POST /g/collect?v=2&tid=G-TEST12345&", request, StringComparison.Ordinal);
            Assert.Contains("Host: region1.google-analytics.com\r\n", request, StringComparison.Ordinal);
            Assert.Contains("\r\n\r\nen=purchase&epn.value=149.8&cu=EUR&", request, StringComparison.Ordinal);
            var person = Recording.Load("ga4-gtag", "02-default-collect.http").Person;
            Assert.Empty(new LeakSearch(person.Values).In("output", request));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("--destination", "ga5", "There is no destination 'ga5'; there are ga4 (/t/ga4), ")]
    [InlineData("--destination", "metaPixel", "has no endpoint for this method and path; there are GET|POST /tr")]
    [InlineData("--grant", "everything", "The request's path belongs to no destination")]
    public async Task Explain_NothingFits_SaysWhatThereIs(string option, string value, string message)
    {
        var run = await CommandLine.RunAsync("explain", "config", "--request", Ga4, option, value);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }
}
