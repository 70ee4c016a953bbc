using System.Diagnostics;
using RedactingGateway.FunctionalTests.Gateway;

namespace RedactingGateway.FunctionalTests.Assets;

public sealed class AssetTests
{
    private const string Script = "send('https://send.vendor.example/x');send('https://send.vendor.example/y')";

    private const string Dictionary = TestPolicy.Dictionary + """

        assets:
          - { path: /sdk/*/tag.js, host: assets }
          - { path: /named.js, host: assets, query: { id: '[A-Z]{2}-[0-9]{1,6}' } }
          - { path: /pixel/*.gif, host: assets }
          - { path: /cfg/*.json, host: assets }
          - { path: /hosts.js, host: assets, replace: [{ find: "https://send.vendor.example", with: "{destination}", atLeast: 2 }] }
        """;

    [Fact]
    public async Task Granted_VendorIsAskedByTheGateway_AndHearsOfNobody()
    {
        await using var gateway = await StartAsync();

        var answer = await gateway.SendAsync($"""
            GET /t/consent/sdk/1.2/tag.js?email=anna%40example.org HTTP/1.1
            {gateway.Acceptance("consent")}; other=1
            Referer: https://shop.example/secret
            Origin: https://shop.example
            User-Agent: Mozilla/5.0 (X11; Linux) Firefox/140.0
            Accept-Language: de
            Accept-Encoding: gzip
            X-Forwarded-For: 203.0.113.9
            Sec-CH-UA: "x"
            traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
            If-None-Match: "vendor"
            """);

        Assert.Equal(200, answer.Status);
        var request = await gateway.Other.NextAsync();
        Assert.Equal("GET /sdk/1.2/tag.js", $"{request.Method} {request.Target}");
        Assert.Equal(["accept", "accept-encoding", "host", "user-agent"], request.HeaderNames.Order(StringComparer.Ordinal));
        Assert.Equal("RedactingGateway", request.Header("User-Agent"));
        Assert.Equal(gateway.Other.Authority, request.Header("Host"));
        Assert.Empty(request.Body);
    }

    [Fact]
    public async Task Granted_Answer_HasTheVendorsBytes_AndOnlyListedHeaders()
    {
        await using var gateway = await StartAsync();

        var answer = await GetAsync(gateway, "/t/consent/sdk/1/tag.js");

        Assert.Equal(Script, answer.BodyText);
        Assert.Equal("text/javascript; charset=utf-8", answer.Header("Content-Type"));
        Assert.Equal("private, no-cache", answer.Header("Cache-Control"));
        Assert.Equal("Mon, 23 Nov 2026 10:00:00 GMT", answer.Header("Last-Modified"));
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("noindex", answer.Header("X-Robots-Tag"));
        Assert.Equal("same-site", answer.Header("Cross-Origin-Resource-Policy"));
        Assert.Equal("Origin, Cookie, Accept-Encoding", answer.Header("Vary"));
        Assert.Null(answer.Header("Set-Cookie"));
        Assert.Null(answer.Header("X-Vendor"));
        Assert.Null(answer.Header("Content-Encoding"));

        var again = await GetAsync(gateway, "/t/consent/sdk/1/tag.js", $"If-None-Match: {answer.Header("ETag")}");
        Assert.Equal((304, ""), (again.Status, again.BodyText));
    }

    [Theory]
    [InlineData("/t/consent/sdk/1/tag.js", "text/javascript; charset=utf-8", "/* held back by the privacy gateway */\n")]
    [InlineData("/t/consent/pixel/1.gif", "image/gif", null)]
    [InlineData("/t/consent/cfg/1.json", "application/json", "{}")]
    public async Task NothingGranted_InertStubIsServed_AndTheVendorIsNotAsked(string path, string type, string? body)
    {
        await using var gateway = await StartAsync();

        var answer = await gateway.SendAsync($"GET {path} HTTP/1.1");

        Assert.Equal((200, type), (answer.Status, answer.Header("Content-Type")));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal("noindex", answer.Header("X-Robots-Tag"));
        Assert.True(body is null ? answer.BodyText.StartsWith("GIF89a", StringComparison.Ordinal) : answer.BodyText == body);
        Assert.Equal(0, gateway.Other.Count);
    }

    [Theory]
    [InlineData("Sec-GPC: 1", "consent")] // advertising
    [InlineData("Service-Worker: script", "plain")]
    public async Task Refused_StubIsServed(string header, string destination)
    {
        await using var gateway = await StartAsync();

        var answer = await gateway.SendAsync($"GET /t/{destination}/sdk/1/tag.js HTTP/1.1\n{header}");

        Assert.StartsWith("/* held back", answer.BodyText, StringComparison.Ordinal);
        Assert.Equal(0, gateway.Other.Count);
    }

    [Fact]
    public async Task Granted_ManyVisitors_VendorIsAskedOnce_UntilItIsStale()
    {
        await using var gateway = await StartAsync();

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(Script, (await GetAsync(gateway, $"/t/consent/sdk/1/tag.js?visitor={i}")).BodyText);
        }

        Assert.Equal(1, gateway.Other.Count);

        gateway.Time.Advance(TimeSpan.FromSeconds(301)); // max-age=300
        gateway.Other.Reply = static _ => Reply("new();");
        Assert.Equal(Script, (await GetAsync(gateway, "/t/consent/sdk/1/tag.js")).BodyText);
        await ServesAsync(gateway, "new();");
        Assert.Equal(2, gateway.Other.Count);

        // A vendor that is down: its script stays, and it is asked again after a minute.
        gateway.Other.Reply = static _ => new VendorReply { Reset = true };
        gateway.Time.Advance(TimeSpan.FromSeconds(301));
        Assert.Equal("new();", (await GetAsync(gateway, "/t/consent/sdk/1/tag.js")).BodyText);
        await LoggedAsync(gateway, "Unreachable");
        Assert.Equal("new();", (await GetAsync(gateway, "/t/consent/sdk/1/tag.js")).BodyText);
        var asked = gateway.Other.Count;
        gateway.Time.Advance(TimeSpan.FromSeconds(59));
        await GetAsync(gateway, "/t/consent/sdk/1/tag.js");
        Assert.Equal(asked, gateway.Other.Count);
        gateway.Other.Reply = static _ => Reply("back();");
        gateway.Time.Advance(TimeSpan.FromSeconds(2));
        await ServesAsync(gateway, "back();");
    }

    [Fact]
    public async Task Vendor_HungWhileACopyIsStale_NoPageWaits_AndItIsAskedOnce()
    {
        await using var gateway = await StartAsync();
        await GetAsync(gateway, "/t/consent/sdk/1/tag.js");
        var answers = new TaskCompletionSource();
        gateway.Other.Reply = _ => Reply("late();") with { Until = answers.Task };
        gateway.Time.Advance(TimeSpan.FromDays(0.9));

        // The clock stands still: whoever waited for the vendor would wait for ever.
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(Script, (await GetAsync(gateway, "/t/consent/sdk/1/tag.js")).BodyText);
        }

        await gateway.Other.NextAsync();
        await gateway.Other.NextAsync();
        Assert.Equal(2, gateway.Other.Count);
        answers.SetResult();
        await ServesAsync(gateway, "late();");
    }

    [Fact]
    public async Task Vendor_HungWithoutACopy_PageWaitsThreeSeconds()
    {
        await using var gateway = await StartAsync();
        gateway.Other.Reply = static _ => Reply(Script) with { Until = new TaskCompletionSource().Task };
        var waiting = GetAsync(gateway, "/t/consent/sdk/1/tag.js");
        await gateway.Other.NextAsync();

        gateway.Time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(waiting.IsCompleted);
        gateway.Time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.StartsWith("/* held back", (await waiting).BodyText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_OnlyWhatNamesTheFilePasses()
    {
        await using var gateway = await StartAsync();

        Assert.Equal(Script, (await GetAsync(gateway, "/t/consent/named.js?uid=4711&id=AB-12&email=anna%40example.org")).BodyText);
        Assert.Equal("/named.js?id=AB-12", (await gateway.Other.NextAsync()).Target);

        // Another file than the dictionary's: no static file, and no endpoint either.
        Assert.Equal("", (await GetAsync(gateway, "/t/consent/named.js?id=anna@example.org")).BodyText);
        Assert.Equal("", (await GetAsync(gateway, "/t/consent/named.js?id=AB-12&id=CD-34")).BodyText);
        Assert.Equal(1, gateway.Other.Count);
    }

    [Theory]
    [InlineData("/t/consent/sdk/tag.js")]
    [InlineData("/t/consent/sdk/1/2/tag.js")]
    [InlineData("/t/consent/sdk/../tag.js")]
    [InlineData("/t/consent/sdk/%2e%2e/tag.js")]
    [InlineData("/t/consent/sdk/anna%40example.org/tag.js")]
    [InlineData("/t/consent/sdk/anna@example.org/tag.js")]
    [InlineData("/t/consent/sdk/1/tag.jsx")]
    [InlineData("/t/consent/other.js")]
    public async Task Path_NotListed_IsNotFetched(string path)
    {
        await using var gateway = await StartAsync();

        Assert.Equal("", (await GetAsync(gateway, path)).BodyText);
        Assert.Equal(0, gateway.Other.Count);
    }

    [Fact]
    public async Task Replacements_AreDone_AndTheFileIsNotServedWhereTheyAreTooRare()
    {
        await using var gateway = await StartAsync();
        Assert.Equal("send('/t/consent/x');send('/t/consent/y')", (await GetAsync(gateway, "/t/consent/hosts.js")).BodyText);

        // Another destination has another path, and a file of its own.
        Assert.Equal("send('/t/plain/x');send('/t/plain/y')", (await gateway.SendAsync("GET /t/plain/hosts.js HTTP/1.1")).BodyText);

        gateway.Other.Reply = static _ => Reply("send('https://send.vendor.example/x');send(h+'.vendor.example')");
        gateway.Time.Advance(TimeSpan.FromSeconds(301));
        await ServesAsync(gateway, "/* held back by the privacy gateway */\n", "/t/consent/hosts.js");
        var changed = await GetAsync(gateway, "/t/consent/hosts.js");
        Assert.StartsWith("/* held back", changed.BodyText, StringComparison.Ordinal);
        Assert.Equal("no-store", changed.Header("Cache-Control"));
        Assert.Contains("/hosts.js of the vendor behind consent is not served: Changed", gateway.Logs.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "text/javascript", "no")]
    [InlineData(302, "text/javascript", "no")]
    [InlineData(500, "text/javascript", "no")]
    [InlineData(200, "text/html", "<script>alert(1)</script>")]
    [InlineData(200, "image/svg+xml", "<svg onload='alert(1)'/>")]
    public async Task Vendor_NoStaticFile_StubIsServed(int status, string type, string body)
    {
        await using var gateway = await StartAsync();
        gateway.Other.Reply = _ => VendorReply.Status(status, body, $"Content-Type: {type}", "Location: https://elsewhere.example/");

        var answer = await GetAsync(gateway, "/t/consent/sdk/1/tag.js");

        Assert.Equal((200, "no-store"), (answer.Status, answer.Header("Cache-Control")));
        Assert.StartsWith("/* held back", answer.BodyText, StringComparison.Ordinal);
        Assert.Null(answer.Header("Location"));
        await GetAsync(gateway, "/t/consent/sdk/1/tag.js");
        Assert.Equal(1, gateway.Other.Count); // that it failed is known for a minute
    }

    [Fact]
    public async Task Asset_IsNoEvent()
    {
        await using var gateway = await StartAsync();

        Assert.Equal(200, (await gateway.SendAsync("GET /t/plain/sdk/1/tag.js HTTP/1.1")).Status);
        Assert.Equal(0, (await gateway.EventsAsync("plain")).Received);
    }

    private static async Task<GatewayHarness> StartAsync()
    {
        var gateway = await GatewayHarness.StartAsync(dictionary: Dictionary);
        gateway.Other.Reply = static _ => Reply(Script);
        return gateway;
    }

    private static VendorReply Reply(string script) => VendorReply.Status(
        200, script, "Content-Type: text/javascript; charset=utf-8", "Cache-Control: public, max-age=300", "ETag: \"vendor\"", "Last-Modified: Mon, 23 Nov 2026 10:00:00 GMT", "Set-Cookie: id=1", "X-Vendor: 1");

    // What is fetched in the background is served as soon as it is there; each request that still gets the old is one of a visitor.
    private static async Task ServesAsync(GatewayHarness gateway, string script, string path = "/t/consent/sdk/1/tag.js")
    {
        var clock = Stopwatch.StartNew();
        while ((await GetAsync(gateway, path)).BodyText != script)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), "The new file is not served.");
        }
    }

    private static async Task LoggedAsync(GatewayHarness gateway, string outcome)
    {
        var clock = Stopwatch.StartNew();
        while (!gateway.Logs.Text.Contains($"is not served: {outcome}", StringComparison.Ordinal))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), "The file was not fetched anew.");
            await Task.Yield();
        }
    }

    private static Task<RawResponse> GetAsync(GatewayHarness gateway, string target, string? header = null) =>
        gateway.SendAsync($"GET {target} HTTP/1.1\n{gateway.Acceptance("consent")}{(header is null ? "" : "\n" + header)}");
}
