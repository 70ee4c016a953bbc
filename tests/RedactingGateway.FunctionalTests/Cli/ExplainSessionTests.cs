using System.Text.Json;

namespace RedactingGateway.FunctionalTests.Cli;

/// <summary><c>explain</c> for whole sessions, several visitors, and single fields.</summary>
public sealed class ExplainSessionTests
{
    private const string Purchase = "config/tests/requests/ga4-purchase.http";

    [Fact]
    public async Task Explain_Session_MatchesByHostAndSumsUpByRecipient()
    {
        await using var file = await CapturedFile.MakeAsync(".har", Session);
        var run = await CommandLine.RunAsync("explain", "config", "--request", file.Path);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"POST /g/collect\s+Google Ireland Limited \(ga4\)\s+accepted\s+yes", run.Output);
        Assert.Matches(@"GET /tr/?\s+Meta Platforms Ireland Limited \(metaPixel\)\s+accepted\s+yes", run.Output);
        Assert.Matches(@"query\.cid\s+user\.unique_id\.pseudonymous\s+pseudonymize \(d10\.d10, 30 days\)\s+config/gateway\.yaml:[0-9]+", run.Output);
        Assert.Contains("Meta Platforms Ireland Limited would receive:", run.Output, StringComparison.Ordinal);
        Assert.Contains("shop.example: 1 request", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("KD-73811", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_SessionAsJson_HasRequestsAndRecipients()
    {
        await using var file = await CapturedFile.MakeAsync(".har", Session);
        var run = await CommandLine.RunAsync("explain", "config", "--request", file.Path, "--visitor", "all", "--format", "json");
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(10, json.RootElement.GetProperty("requests").GetArrayLength());
        Assert.All(json.RootElement.GetProperty("recipients").EnumerateArray(), r => Assert.Equal("accepted", Assert.Single(r.GetProperty("visitors").EnumerateArray()).GetString()));
    }

    [Fact]
    public async Task Explain_SeveralVisitors_StandSideBySide()
    {
        var run = await CommandLine.RunAsync("explain", "config", "--request", Purchase, "--visitor", "new,accepted");
        Assert.Matches(@"ga4: field\s+category\s+new\s+accepted\s+rule", run.Output);
        Assert.Matches(@"query\.sr\s+user\.device\s+-\s+generalize\s", run.Output);
    }

    [Theory]
    [InlineData("query.cid", "query.cid to Google Ireland Limited (ga4), visitor accepted: pseudonymize (d10.d10, 30 days)")]
    [InlineData("query.dt", "  why: the field has no data category; extend: can give it one")]
    public async Task Explain_Why_IsAboutOneField(string field, string expected)
    {
        var run = await CommandLine.RunAsync("explain", "config", "--request", Purchase, "--why", field);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.Contains("  audienceMeasurement (config/gateway.yaml:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_WhyOfAFieldThatIsNotThere_SuggestsOne()
    {
        var run = await CommandLine.RunAsync("explain", "config", "--request", Purchase, "--why", "query.cidd");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("did you mean 'query.cid'?", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accepted", "Sec-GPC: 1", "", "not granted (Sec-GPC: 1 refuses it)")]
    [InlineData("request", "Cookie: __Host-privacy-choice=refused.2026-11", "", "not granted (the visitor refused it)")]
    [InlineData("request", "Cookie: __Host-privacy-choice=broken", "", "not granted (the choice cookie cannot be read)")]
    [InlineData("accepted", "X-Privacy-Minor: 1", "", "not granted (the visitor is a minor)")]
    [InlineData("request", "Cookie: __Host-privacy-choice=accepted.1767225600.0.AAAA.audienceMeasurement~old.sig", "2026-06-01", "not granted (it was accepted in another scope)")]
    [InlineData("request", "Cookie: __Host-privacy-choice=accepted.1767225600.0.AAAA.audienceMeasurement~old.sig", "2028-01-01", "not granted (it was accepted too long ago")]
    public async Task Explain_SignalsOfTheRequestItself_Count(string visitor, string header, string at, string expected)
    {
        var lines = await File.ReadAllTextAsync(Path.Combine(Wire.Corpus.RepositoryRoot, Purchase), TestContext.Current.CancellationToken);
        await using var file = await CapturedFile.MakeAsync(".http", lines.Replace("User-Agent:", $"{header}\nUser-Agent:", StringComparison.Ordinal));
        var run = await CommandLine.RunAsync(["explain", "config", "--request", file.Path, "--visitor", visitor, .. at.Length > 0 ? ["--at", at] : Array.Empty<string>()]);
        Assert.Contains($"purpose audienceMeasurement: {expected}", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--visitor", "nobody", "there is no such visitor; possible: new, accepted,")]
    [InlineData("--site", "blog", "There is no site 'blog'; there are shop.")]
    [InlineData("--at", "noon", "not a time such as")]
    public async Task Explain_OptionThatCannotBe_SaysWhatIsPossible(string option, string value, string message)
    {
        var run = await CommandLine.RunAsync("explain", "config", "--request", Purchase, option, value);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_FileThatIsNoArchive_IsTheToolsFailure()
    {
        await using var file = await CapturedFile.MakeAsync(".har", "{}");
        Assert.Equal(1, (await CommandLine.RunAsync("explain", "config", "--request", file.Path)).ExitCode);
    }

    private const string Session = """
        {"log":{"entries":[
          {"request":{"method":"POST","url":"https://www.google-analytics.com/g/collect?v=2&tid=G-TEST12345&cid=555555555.1760000000&uid=KD-73811","headers":[{"name":":authority","value":"www.google-analytics.com"},{"name":"User-Agent","value":"Mozilla/5.0"}],"postData":{"mimeType":"text/plain","text":"en=page_view"}}},
          {"request":{"method":"GET","url":"https://www.facebook.com/tr/?id=1234567890&ev=PageView&v=2.9.180&dl=https%3A%2F%2Fshop.example%2F","headers":[]}},
          {"request":{"method":"GET","url":"https://shop.example/","headers":[]}}
        ]}}
        """;
}
