using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.FunctionalTests.Privacy;

namespace RedactingGateway.FunctionalTests.Trackers;

public sealed class StoredCookieTests
{
    [Fact]
    public async Task Withdrawal_Answer_DeletesTheListedCookiesThatTheRequestCarries()
    {
        await using var gateway = await StartAsync();

        var answer = await gateway.SendAsync("""
            PUT /privacy-choices/choices HTTP/1.1
            Sec-Fetch-Site: same-origin
            Content-Type: application/json
            Cookie: _rec=GA1.1; session=secret; _rec_ABC=x; _recorder=keep; __Secure-rec=1; _rec=second
            """, """{"all":false}""");

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            [
                "_rec=; Max-Age=0; Path=/", "_rec=; Max-Age=0; Path=/; Domain=shop.example", "_rec=; Max-Age=0; Path=/t/consent",
                "_rec_ABC=; Max-Age=0; Path=/", "_rec_ABC=; Max-Age=0; Path=/; Domain=shop.example", "_rec_ABC=; Max-Age=0; Path=/t/consent",
                "__Secure-rec=; Max-Age=0; Path=/; Secure", "__Secure-rec=; Max-Age=0; Path=/; Domain=shop.example; Secure", "__Secure-rec=; Max-Age=0; Path=/t/consent; Secure",
            ],
            SetCookies(answer).Where(c => !c.StartsWith("__Host-privacy-choice", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Acceptance_Answer_DeletesNothing()
    {
        await using var gateway = await StartAsync();

        var answer = await gateway.SendAsync("""
            PUT /privacy-choices/choices HTTP/1.1
            Sec-Fetch-Site: same-origin
            Content-Type: application/json
            Cookie: _rec=GA1.1
            """, """{"all":true}""");

        Assert.StartsWith("__Host-privacy-choice", Assert.Single(SetCookies(answer)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html; charset=utf-8", "", 4)]
    [InlineData("application/json", "", 1)] // not a page
    [InlineData("text/html", "accepted", 1)]
    public async Task Page_OfTheSite_DeletesWhatIsStillThere(string type, string choice, int cookies)
    {
        await using var gateway = await StartAsync();
        gateway.Site.Reply = _ => VendorReply.Status(200, "<p>x", $"Content-Type: {type}", "Set-Cookie: session=1");
        var accepted = choice.Length == 0 ? "Cookie: a=b" : gateway.Acceptance("consent");

        var answer = await gateway.SendAsync($"GET / HTTP/1.1\n{accepted}; _rec=1");

        Assert.Equal(cookies, SetCookies(answer).Count());
        Assert.Equal("session=1", SetCookies(answer).First());
    }

    [Fact]
    public async Task Page_NoListedCookie_SetsNothing()
    {
        await using var gateway = await StartAsync();
        gateway.Site.Reply = static _ => VendorReply.Status(200, "<p>x", "Content-Type: text/html");

        Assert.Empty(SetCookies(await gateway.SendAsync("GET / HTTP/1.1\nCookie: session=1; _recorder=2")));
        Assert.Empty(SetCookies(await gateway.SendAsync("GET / HTTP/1.1")));
    }

    [Fact]
    public async Task Settings_SayWhoMayRun_AndWhatIsDeleted()
    {
        await using var bench = await PrivacyBench.StartAsync();

        var fresh = (await bench.GetAsync(path: "/privacy-choices/trackers.json")).Json;
        var accepted = (await bench.PutAsync("""{"all":true}""")).Cookie;
        var after = await bench.GetAsync(accepted, "/privacy-choices/trackers.json");

        Assert.Equal(["plain"], fresh.GetProperty("granted").EnumerateArray().Select(d => d.GetProperty("id").GetString()));
        Assert.Equal(3, after.Json.GetProperty("granted").GetArrayLength());
        Assert.Equal("/t/ads", after.Json.GetProperty("granted").EnumerateArray().Single(d => d.GetProperty("id").GetString() == "ads").GetProperty("path").GetString());
        Assert.Equal("no-store", after.Headers["Cache-Control"]);
        Assert.Equal(405, (await bench.SendAsync(HttpMethod.Post, "/privacy-choices/trackers.json")).Status);
    }

    private static IEnumerable<string> SetCookies(RawResponse answer) =>
        answer.Headers.Where(h => h.Key.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase)).Select(h => h.Value);

    private static Task<GatewayHarness> StartAsync() => GatewayHarness.StartAsync(TrackerPolicy.Policy, TrackerPolicy.Dictionary);
}
