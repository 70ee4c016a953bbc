using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.Core.Signals;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.FunctionalTests.Replay;
using RedactingGateway.FunctionalTests.State;
using RedactingGateway.FunctionalTests.Wire;
using RedactingGateway.Privacy.Live;

namespace RedactingGateway.FunctionalTests.Privacy;

/// <summary>What a visitor sees of their own browser's requests: names and forms, for ten minutes, and nobody else's.</summary>
public sealed class LiveTests
{
    [Fact]
    public async Task Stream_ShowsThisBrowsersRequests_AndNoOthers()
    {
        await using var bench = await PrivacyBench.StartAsync();
        await using var viewer = await LiveViewer.StartAsync(bench.Gateway.Address);
        await using var other = await LiveViewer.StartAsync(bench.Gateway.Address);
        await viewer.OpenAsync();
        await other.OpenAsync();

        await bench.GetAsync(path: "/t/plain/collect?v=1&secret-name=secret-value");
        await bench.SendAsync(HttpMethod.Get, "/t/plain/collect?v=2&secret-name=secret-value", headers: $"Cookie: a=1; {viewer.Cookie}; b=2");
        await bench.SendAsync(HttpMethod.Get, "/t/ads/collect?v=2", headers: $"Cookie: {viewer.Cookie}");

        var sent = (await viewer.NextAsync())!.Value;
        Assert.Equal("12:00:00, to Recorder Ltd", sent.GetProperty("at").GetString());
        Assert.True(sent.GetProperty("sent").GetBoolean());
        var field = Assert.Single(sent.GetProperty("fields").EnumerateArray());
        Assert.Equal("query.v", field.GetProperty("name").GetString());
        Assert.Equal("left as it came", field.GetProperty("became").GetString());
        Assert.Contains("Unknown details in the address: 1", sent.GetProperty("notes").EnumerateArray().Select(n => n.GetString()));
        var stopped = (await viewer.NextAsync())!.Value;
        Assert.Equal("12:00:00, to Meta Platforms Ireland Limited", stopped.GetProperty("at").GetString());
        Assert.Equal("Nothing was sent: you have not agreed", stopped.GetProperty("outcome").GetString());

        // The next thing that the other one sees is its own.
        await bench.SendAsync(HttpMethod.Get, "/t/ads/collect?v=3", headers: $"Cookie: {other.Cookie}");
        Assert.StartsWith("Nothing was sent", (await other.NextAsync())!.Value.GetProperty("outcome").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(viewer.Said.Concat(other.Said), static s => s.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cookie_IsShortLivedAndStrict_AndReachesNeitherSiteNorVendor()
    {
        await using var bench = await PrivacyBench.StartAsync();
        bench.Gateway.Site.Reply = static _ => VendorReply.Status(200, "site");
        await using var viewer = await LiveViewer.StartAsync(bench.Gateway.Address);

        Assert.EndsWith("; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=600", viewer.SetCookie, StringComparison.Ordinal);
        foreach (var (cookies, left) in new[]
        {
            ($"a=1; {viewer.Cookie}; b=\"2\";c", "a=1; b=\"2\";c"), ($"{viewer.Cookie}; a=1", "a=1"), ($"a=1;{viewer.Cookie}", "a=1"), (viewer.Cookie, null),
            ($"__Host-privacy-livelier=1; {viewer.Cookie}", "__Host-privacy-livelier=1"), ("__Host-privacy-live=forged; a=1", "a=1"), ("a=__Host-privacy-live", "a=__Host-privacy-live"),
        })
        {
            await bench.SendAsync(HttpMethod.Get, "/page", headers: $"Cookie: {cookies}");
            Assert.Equal(left, (await bench.Gateway.Site.NextAsync()).Header("Cookie"));
            await bench.SendAsync(HttpMethod.Get, "/t/plain/collect?v=2", headers: $"Cookie: {cookies}");
            var received = await bench.Gateway.Vendor.NextAsync();
            Assert.DoesNotContain(received.Headers, h => h.Value.Contains("privacy-live", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Start_FromAnotherSiteOrTooOften_IsRefused()
    {
        await using var bench = await PrivacyBench.StartAsync();

        foreach (var path in new[] { LiveViewer.Path, LiveViewer.Path + "/stop" })
        {
            var foreign = await bench.SendAsync(HttpMethod.Post, path, headers: "Origin: https://other.example");
            Assert.Equal(403, foreign.Status);
            Assert.Null(foreign.SetCookie);
            Assert.Equal(403, (await bench.SendAsync(HttpMethod.Post, path)).Status);
        }

        Answer answer;
        var starts = 0;
        do
        {
            answer = await bench.SendAsync(HttpMethod.Post, LiveViewer.Path, headers: "Origin: https://shop.example");
        }
        while (answer.Status == 303 && ++starts < 100);
        Assert.Equal(429, answer.Status);
    }

    [Fact]
    public async Task Stream_WithoutASessionOrFromAnotherSite_SaysNothing()
    {
        await using var bench = await PrivacyBench.StartAsync();
        await using var viewer = await LiveViewer.StartAsync(bench.Gateway.Address);

        Assert.Equal(204, (await bench.GetAsync(path: LiveViewer.Path + "/stream")).Status);
        Assert.Equal(204, (await bench.SendAsync(HttpMethod.Get, LiveViewer.Path + "/stream", headers: [$"Cookie: {viewer.Cookie}", "Sec-Fetch-Site: same-site"])).Status);
        Assert.Equal(204, (await bench.SendAsync(HttpMethod.Get, LiveViewer.Path + "/stream", headers: $"Cookie: {viewer.Cookie}x")).Status);
    }

    [Fact]
    public async Task Stream_EndsAfterTenMinutes_AndNothingIsHeldOrWatched()
    {
        await using var bench = await PrivacyBench.StartAsync();
        var sessions = bench.Gateway.Services.GetRequiredService<LiveSessions>();
        await using var viewer = await LiveViewer.StartAsync(bench.Gateway.Address);
        await viewer.OpenAsync();

        bench.Gateway.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        await bench.SendAsync(HttpMethod.Get, "/t/plain/collect?v=2", headers: $"Cookie: {viewer.Cookie}");
        Assert.NotNull(await viewer.NextAsync());

        bench.Gateway.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await viewer.NextAsync());
        await Cluster.UntilAsync(() => Task.FromResult(sessions.Count == 0));
        Assert.Contains("Start", await viewer.PageAsync(), StringComparison.Ordinal);
        Assert.Equal(0, sessions.Count);
    }

    [Fact]
    public async Task ClosedPage_IsForgotten_AndItsRequestsAreNotWatched()
    {
        await using var bench = await PrivacyBench.StartAsync();
        var sessions = bench.Gateway.Services.GetRequiredService<LiveSessions>();
        await using var viewer = await LiveViewer.StartAsync(bench.Gateway.Address);
        await viewer.OpenAsync();
        Assert.Equal(1, sessions.Count);

        await viewer.CloseAsync();
        await Cluster.UntilAsync(() => Task.FromResult(sessions.Count == 0));
        await bench.SendAsync(HttpMethod.Get, "/t/plain/collect?v=2", headers: $"Cookie: {viewer.Cookie}");

        // Opened again, it begins with nothing.
        Assert.Contains("No requests yet.", await viewer.PageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithoutScripts_ShowsWhatCameSinceItWasFetched_AndLetsGoAfterAMinute()
    {
        await using var bench = await PrivacyBench.StartAsync();
        var sessions = bench.Gateway.Services.GetRequiredService<LiveSessions>();
        await using var viewer = await LiveViewer.StartAsync(bench.Gateway.Address);
        Assert.Contains("Running until 12:10:00.", await viewer.PageAsync(), StringComparison.Ordinal);

        await bench.SendAsync(HttpMethod.Get, "/t/plain/collect?v=2", headers: $"Cookie: {viewer.Cookie}");
        await Cluster.UntilAsync(async () => (await viewer.PageAsync()).Contains("12:00:00, to Recorder Ltd", StringComparison.Ordinal));
        Assert.Contains("query.v", await viewer.PageAsync(), StringComparison.Ordinal);

        bench.Gateway.Time.Advance(TimeSpan.FromSeconds(70));
        Assert.Equal(0, sessions.Count);
        Assert.Contains("No requests yet.", await viewer.PageAsync(), StringComparison.Ordinal);

        using var stopped = await viewer.SendAsync(HttpMethod.Post, LiveViewer.Path + "/stop", "Origin: https://shop.example");
        Assert.Contains("Max-Age=0", stopped.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        Assert.Equal(0, sessions.Count);
    }

    [Fact]
    public async Task Pages_AreBounded_AndTheNextIsToldToWait()
    {
        await using var bench = await PrivacyBench.StartAsync();
        var sessions = bench.Gateway.Services.GetRequiredService<LiveSessions>();
        var end = bench.Gateway.Time.GetUtcNow().AddMinutes(10);
        for (var i = 0; i < 1_000; i++)
        {
            Assert.NotNull(await sessions.OpenAsync(new LiveSessionKey((UInt128)i, end)));
        }

        await using var viewer = await LiveViewer.StartAsync(bench.Gateway.Address);
        Assert.Contains("Too many people are watching right now.", await viewer.PageAsync(), StringComparison.Ordinal);
        Assert.Equal(1_000, sessions.Count);
    }

    [Theory]
    [InlineData("shipped-form")]
    [InlineData("keep-everything")]
    public async Task PlantedValues_OfRealTraffic_AppearNowhere_WhileNamesAndFormsDo(string policy)
    {
        await using var harness = await GatewayHarness.StartAsync(ReplayedRecording.PolicyFolder(policy), environment: null);
        await using var viewer = await LiveViewer.StartAsync(harness.Address, "localhost");
        await viewer.OpenAsync();
        var recordings = Recording.All([.. ReplayedRecording.Sdks]).ToList();
        Assert.NotEmpty(recordings);

        foreach (var recording in recordings)
        {
            var cookie = $"{harness.Acceptance(ReplayedRecording.Destination(recording.Sdk))}; {viewer.Cookie}";
            await ReplayedRecording.SendRawAsync(harness, recording.ToRequest(), recording.Sdk, cookie);
            await viewer.NextAsync();
        }

        var page = await viewer.PageAsync();
        Assert.All(recordings.GroupBy(r => r.Person), group =>
        {
            var search = new LeakSearch(group.Key);
            Assert.Empty(viewer.Said.SelectMany(text => search.In("stream", text)));
            Assert.Empty(search.In("page", page));
        });
        var said = string.Concat(viewer.Said);
        Assert.Contains("query.cid", said, StringComparison.Ordinal);
        Assert.Contains(policy == "shipped-form" ? "left: shortened" : "left as it came", said, StringComparison.Ordinal);
        Assert.Contains("query.cid", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamesThatTheClientChose_AreShownAsTheDictionarySpellsThem()
    {
        await using var harness = await GatewayHarness.StartAsync(ReplayedRecording.PolicyFolder("keep-everything"), environment: null);
        await using var viewer = await LiveViewer.StartAsync(harness.Address, "localhost");
        await viewer.OpenAsync();

        await harness.SendAsync($"GET /t/ga4-gtag/g/collect?v=2&tid=G-TEST12345&cid=1.2&en=page_view&ep.sommerfeldA=1&annaS=2 HTTP/1.1\nHost: localhost\n{harness.Acceptance("ga4Gtag")}; {viewer.Cookie}");
        var shown = (await viewer.NextAsync())!.Value.ToString();

        Assert.Contains("query.ep.*", shown, StringComparison.Ordinal);
        Assert.Contains("Unknown details in the address: 1", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("sommerfeld", shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("annaS", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Entry_HasNoPlaceForAValue()
    {
        // A new member must be thought about: whatever it holds is published.
        Assert.Equal(["Category", "Form", "Name", "Outcome", "Purpose", "Reason"], Members<LiveField>());
        Assert.Equal(["Destination", "Fields", "More", "Stopped", "Time", "Unknown"], Members<LiveEntry>());

        static IEnumerable<string> Members<T>() => typeof(T).GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal);
    }
}
