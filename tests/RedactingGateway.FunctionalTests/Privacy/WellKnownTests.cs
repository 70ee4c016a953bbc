namespace RedactingGateway.FunctionalTests.Privacy;

public sealed class WellKnownTests
{
    private const string Gpc = "/.well-known/gpc.json";
    private const string List = "/.well-known/redacting-gateway.json";

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("    title: { en: Ad measurement", "    refusedByGpc: false\n    title: { en: Ad measurement", false)] // marketing
    [InlineData("plain: { recipient: recorder", "plain: { recipient: meta", false)] // a contract at a recipient that reuses: GPC cannot refuse it
    [InlineData("    title: { en: Statistics", "    refusedByGpc: false\n    title: { en: Statistics", false)] // at a recipient that reuses
    [InlineData("    title: { en: Upkeep", "    refusedByGpc: false\n    title: { en: Upkeep", true)] // neither
    public async Task Gpc_IsTrueOnlyIfThePolicyMakesItTrue(string? text, string? change, bool expected)
    {
        await using var bench = await PrivacyBench.StartAsync(p => text is null ? p : p.Replace(text, change, StringComparison.Ordinal));

        var answer = await bench.GetAsync(path: Gpc);

        Assert.Equal(200, answer.Status);
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        Assert.Equal("public, max-age=3600", answer.Headers["Cache-Control"]);
        Assert.Equal(expected, answer.Json.GetProperty("gpc").GetBoolean());
    }

    [Theory]
    [InlineData("2026-10-02", "2026-09-30", "2026-10-02")]
    [InlineData("2026-09-30", "2026-10-02", "2026-10-02")]
    [InlineData("2030-01-01", "2026-10-02", "2026-11-23")] // not before the clock of the bench
    public async Task Gpc_LastUpdate_IsTheDayOfTheNewestOwnFile(string policy, string dictionary, string expected)
    {
        await using var bench = await PrivacyBench.StartAsync(written: (Day(policy), Day(dictionary)));

        Assert.Equal(expected, (await bench.GetAsync(path: Gpc)).Json.GetProperty("lastUpdate").GetString());

        static DateTime Day(string day) => DateTime.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).AddHours(12);
    }

    [Fact]
    public async Task List_NamesEveryDestination_AndNoVendorsHost()
    {
        await using var bench = await PrivacyBench.StartAsync();

        var answer = await bench.GetAsync(path: List);

        var ads = answer.Json.GetProperty("destinations").EnumerateArray().Single(d => d.GetProperty("path").GetString() == "/t/ads");
        Assert.Equal(("Meta Platforms Ireland Limited", "IE"), (ads.GetProperty("recipient").GetProperty("name").GetString(), ads.GetProperty("recipient").GetProperty("country").GetString()));
        Assert.Equal(("recorder", "enforce"), (ads.GetProperty("protocol").GetString(), ads.GetProperty("mode").GetString()));
        var purpose = Assert.Single(ads.GetProperty("purposes").EnumerateArray());
        Assert.Equal(("advertising", "consent", "Messung von Werbung"), (purpose.GetProperty("id").GetString(), purpose.GetProperty("basis").GetString(), purpose.GetProperty("title").GetProperty("de").GetString()));
        Assert.Equal(3, answer.Json.GetProperty("destinations").GetArrayLength());
        Assert.DoesNotContain("127.0.0.1", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Gpc)]
    [InlineData(List)]
    public async Task Files_AreForReadingOnly_OnSitesOnly(string path)
    {
        await using var bench = await PrivacyBench.StartAsync();

        Assert.Equal(405, (await bench.SendAsync(HttpMethod.Post, path)).Status);
        Assert.Equal((200, ""), await bench.SendAsync(HttpMethod.Head, path) is var head ? (head.Status, head.Body) : default);
        Assert.Equal(421, (await bench.GetAsync(path: path, host: "unknown.example")).Status);
        Assert.Equal(0, bench.Gateway.Site.Count);
    }
}
