using AngleSharp.Html.Parser;

namespace RedactingGateway.FunctionalTests.Cli;

/// <summary><c>report</c> and <c>report --measurement</c>.</summary>
public sealed class ReportTests
{
    [Fact]
    public async Task Report_Html_IsOneAccessiblePageOfItsOwn()
    {
        var run = await CommandLine.RunAsync("report", "config", "--language", "de");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var page = await new HtmlParser().ParseDocumentAsync(run.Output, TestContext.Current.CancellationToken);
        Assert.Equal("de", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Verzeichnis von Verarbeitungstätigkeiten", Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        Assert.Empty(page.QuerySelectorAll("[src], link, script"));
        Assert.All(page.QuerySelectorAll("table"), t => Assert.NotNull(t.QuerySelector("caption")));
        Assert.All(page.QuerySelectorAll("thead th"), t => Assert.Equal("col", t.GetAttribute("scope")));
        string[] facts = ["Beispielshop GmbH", "Reichweitenmessung", "Google Ireland Limited", "US (Angemessenheitsbeschluss)", "14 months", "Einwilligung (DSGVO Art. 6(1)(a))", "gekürzt (IPv4 /24, IPv6 /48)", "user.demographic.marital_status"];
        Assert.All(facts, f => Assert.Contains(f, page.Body!.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Report_Csv_HasALineForEachCategoryOfEachRecipient()
    {
        var run = await CommandLine.RunAsync("report", "config", "--format", "csv");
        var lines = run.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("Controller,Purpose,Legal basis,", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.Contains(",e-mail address,\"as SHA-256, which the recipient can match\",", StringComparison.Ordinal) && l.Contains("Meta Platforms Ireland Limited,jointController,IE,US (adequacyDecision),24 months", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Report_Measurement_SaysWhatWorksAndWhatDoesNot()
    {
        var run = await CommandLine.RunAsync("report", "config", "--measurement");
        Assert.Matches(@"ga4 \(Google Ireland Limited\): [0-9]+ works, [0-9]+ degraded, [0-9]+ impossible", run.Output);
        Assert.Matches(@"  works +Without it, there is no revenue\.", run.Output);
        Assert.Matches(@"  degraded +Without it, each event counts as a new visitor\. \[pseudonymize", run.Output);
        Assert.Matches(@"  impossible +Without it, reports have no languages\.", run.Output);
    }
}
