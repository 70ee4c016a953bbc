using RedactingGateway.FunctionalTests.Cli;

namespace RedactingGateway.FunctionalTests.Privacy;

public sealed class RecordTests
{
    private const string Path = "/privacy-choices/choices/record";

    [Theory]
    [InlineData(null)]
    [InlineData("refused.2026-11")]
    [InlineData("accepted.1795435200.0.AAAAAAAAAAAAAAAAAAAAAA.advertising~AAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Record_WithoutAValidCookie_IsNobodys(string? cookie)
    {
        await using var bench = await PrivacyBench.StartAsync();

        Assert.Equal(404, (await bench.GetAsync(cookie, Path)).Status);
    }

    [Fact]
    public async Task Erasure_ThatCannotBeWritten_LeavesTheCookie()
    {
        await using var bench = await PrivacyBench.StartAsync();
        var cookie = (await bench.PutAsync("""{ "all": true }""")).Cookie;
        await bench.BreakAsync("consent_entries");

        var answer = await bench.SendAsync(HttpMethod.Delete, Path, content: null, "shop.example", "Sec-Fetch-Site: same-origin", $"Cookie: {PrivacyBench.ConsentId}={cookie}");

        Assert.Equal(503, answer.Status);
        Assert.Null(answer.SetCookie);
    }

    [Fact]
    public async Task Text_OfManyAcceptances_IsArchivedOnceALanguage()
    {
        await using var bench = await PrivacyBench.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await bench.PutAsync("""{ "all": true, "language": "en" }""");
            await bench.PutAsync("""{ "all": true, "language": "de" }""");
        }

        Assert.Equal(10, bench.Rows("consent_entries"));
        Assert.Equal(2, bench.Rows("texts"));
    }

    [Fact]
    public async Task CommandLine_ShowsExportsAndErases()
    {
        await using var bench = await PrivacyBench.StartAsync();
        var cookie = (await bench.PutAsync("""{ "purposes": { "advertising": true, "upkeep": false }, "language": "de", "recipients": { "recorder": false } }""", headers: ["Sec-GPC: 1"])).Cookie;
        await bench.PutAsync("""{ "all": false }""", cookie);
        var id = bench.Read(cookie).RecordId.ToString();
        var tokenFile = System.IO.Path.GetTempFileName();
        await File.WriteAllTextAsync(tokenFile, PrivacyBench.AdminToken + "\n", PrivacyBench.Token);
        Task<CommandLine> Run(string verb) => CommandLine.RunAsync("records", verb, id, "--admin", bench.Gateway.Admin.ToString(), "--token-file", tokenFile);

        var shown = await Run("show");
        Assert.Equal((0, ""), (shown.ExitCode, shown.Error));
        foreach (var expected in new[] { id, "given", "withdrawn", "Sec-GPC: on, DNT: off", "yes advertising (scope ", "no  upkeep", "no  recipient recorder", "place privacyPage", "Messung von Werbung", "Um Konten wiederzuerkennen" })
        {
            Assert.Contains(expected, shown.Output, StringComparison.Ordinal);
        }

        Assert.Equal(2, System.Text.Json.JsonDocument.Parse((await Run("export")).Output).RootElement.GetProperty("entries").GetArrayLength());
        Assert.Equal("Erased: stored.", (await Run("erase")).Output.Trim());
        var gone = await Run("show");
        Assert.Equal((1, "There is no record of this id."), (gone.ExitCode, gone.Error.Trim()));

        await File.WriteAllTextAsync(tokenFile, new string('x', 40), PrivacyBench.Token);
        Assert.Contains("Gateway:AdminTokenFile", (await Run("show")).Error, StringComparison.Ordinal);
        File.Delete(tokenFile);
    }
}
