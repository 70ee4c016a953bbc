using RedactingGateway.FunctionalTests.Gateway;

namespace RedactingGateway.FunctionalTests.Misbehaviour;

/// <summary>The table "what the SDK sees" with vendors that break off, flood or talk nonsense, on real sockets.</summary>
public sealed class MisbehavingVendorTests
{
    private const string EventBody = """{"v":"2"}""";
    private const string Json = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    // 24 MiB: what the gateway may read, and what two socket buffers hold of the rest.
    private const long MostTaken = 24 * 1024 * 1024;

    // 48 MiB, as for sites: pools and buffers, no gigabyte.
    private const long MostMemory = 48 * 1024 * 1024;

    public static TheoryData<string> NoAnswers { get; } =
    [
        "", // closed without a word
        "HTTP/1.1 200 OK\r\nContent-",
        "garbage\r\n\r\n",
        "HTTP/9.9 200 OK\r\n\r\n",
        "HTTP/1.1 99 Low\r\n\r\n",
        "HTTP/1.1 20\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: OTHER/next\r\nContent-Length: 0\r\n\r\n",
    ];

    /// <summary>Bodies of a vendor that took the events, and whether they are the SDK's answer.</summary>
    public static TheoryData<string, bool> Bodies { get; } = new()
    {
        { Json + "Content-Length: 15\r\n\r\n{\"flags\":[\"a\"]}", true },
        { Json + "Transfer-Encoding: chunked\r\n\r\nf\r\n{\"flags\":[\"a\"]}\r\n0\r\n\r\n", true },
        { Json + "Connection: close\r\n\r\n{\"flags\":[\"a\"]}", true }, // ended by the connection's end
        { Json + "Content-Length: 99\r\n\r\n{\"flags\":[\"a\"]}", false }, // shorter than it says
        { Json + "Transfer-Encoding: chunked\r\n\r\nf\r\n{\"flags\":[\"a\"]}\r\n", false }, // no last chunk
        { Json + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{\"flags\":[\"a\"]}\r\n0\r\n\r\n", false },
        { Json + "Content-Length: -1\r\n\r\n{\"flags\":[\"a\"]}", false }, // no length at all (RFC 9112 § 6.3)
        { Json + "Content-Length: 15\r\nContent-Length: 4\r\n\r\n{\"flags\":[\"a\"]}", false },
        { Json + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\u001f\u008b", false },
        { "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n{\"flags\":[\"a\"]}", false },
        { "HTTP/1.1 200 OK\r\nContent-Type: \u0000\u0001\u00ff;;=\r\nContent-Length: 15\r\n\r\n{\"flags\":[\"a\"]}", false },
    };

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public async Task NoAnswer_IsAFailure_AndNothingOfItReachesTheSdk(string said)
    {
        await using var gateway = await GatewayHarness.StartAsync();
        gateway.Vendor.Reply = _ => new VendorReply { Act = Acts.Close(said.Replace("OTHER", gateway.Other.Address, StringComparison.Ordinal)) };

        var beacon = await gateway.SendAsync("POST /t/plain/collect HTTP/1.1", EventBody);
        var image = await gateway.SendAsync("GET /t/plain/own.gif?v=2 HTTP/1.1");
        var retrying = await gateway.SendAsync("POST /t/strict/batch HTTP/1.1", EventBody);

        Assert.Equal((204, null), (beacon.Status, beacon.Header("Retry-After")));
        Assert.Equal((200, 43), (image.Status, image.Body.Length));
        Assert.Equal((503, "60"), (retrying.Status, retrying.Header("Retry-After")));
        Assert.Null(retrying.Header("Location"));
        Assert.Equal(0, gateway.Other.Count); // nobody followed
        await gateway.EventuallyAsync("plain", "received 2 sent 0 vendorFailed 2");
        await gateway.EventuallyAsync("strict", "received 1 sent 0 vendorFailed 1");
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Body_PassesWhole_OrTheDictionarysAnswerStandsInItsPlace(string said, bool passes)
    {
        await using var gateway = await GatewayHarness.StartAsync();
        gateway.Vendor.Reply = _ => new VendorReply { Act = Acts.Close(said) };

        var answer = await gateway.SendAsync("POST /t/plain/decide HTTP/1.1", EventBody);

        Assert.Equal(200, answer.Status);
        Assert.Equal(passes ? """{"flags":["a"]}""" : """{"flags":{}}""", answer.BodyText);
        Assert.Equal("application/json", answer.Header("Content-Type"));
        await gateway.EventuallyAsync("plain", "received 1 sent 1");
    }

    [Fact]
    public async Task LongerThanItSays_TheRestIsNobodysAnswer()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        var isFirst = true;
        gateway.Vendor.Reply = _ =>
        {
            var extra = isFirst ? "HTTP/1.1 400 Smuggled\r\nContent-Length: 0\r\n\r\n" : "";
            isFirst = false;
            return new VendorReply { Wire = $"{Json}Content-Length: 15\r\n\r\n{{\"flags\":[\"a\"]}}{extra}" };
        };

        var first = await gateway.SendAsync("POST /t/plain/decide HTTP/1.1", EventBody);
        var second = await gateway.SendAsync("POST /t/plain/decide HTTP/1.1", EventBody);

        Assert.Equal((200, """{"flags":["a"]}"""), (first.Status, first.BodyText));
        Assert.Equal((200, """{"flags":["a"]}"""), (second.Status, second.BodyText));
    }

    [Theory]
    [InlineData("/t/plain/collect", "Content-Length: 1073741824\r\n\r\n")]
    [InlineData("/t/plain/collect", "\r\n")]
    [InlineData("/t/plain/decide", "Content-Length: 1073741824\r\n\r\n")]
    [InlineData("/t/plain/decide", "\r\n")]
    public async Task Gigabyte_IsCutOff_InFlatMemory(string path, string framing)
    {
        await using var gateway = await GatewayHarness.StartAsync();
        var taken = new TaskCompletionSource<long>();
        gateway.Vendor.Reply = _ => new VendorReply { Act = Acts.Flood(Json + framing, "a", 1L << 30, taken) };
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var answer = await gateway.SendAsync($"POST {path} HTTP/1.1", EventBody);

        Assert.Equal(path.EndsWith("collect", StringComparison.Ordinal) ? (204, "") : (200, """{"flags":{}}"""), (answer.Status, answer.BodyText));
        Assert.InRange(await taken.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), 0, MostTaken);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MostMemory);
        await gateway.EventuallyAsync("plain", "received 1 sent 1");
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n", "X-Filler: 0123456789abcdef0123456789abcdef0123456789abcdef\r\n")]
    [InlineData("", "HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n")]
    [InlineData("", "HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nSet-Cookie: ", "0123456789abcdef0123456789abcdef0123456789abcdef")]
    public async Task HugeHeader_IsAFailure_AndIsNotReadToItsEnd(string said, string repeated)
    {
        await using var gateway = await GatewayHarness.StartAsync();
        var taken = new TaskCompletionSource<long>();
        gateway.Vendor.Reply = _ => new VendorReply { Act = Acts.Flood(said, repeated, 1L << 30, taken) };

        var answer = await gateway.SendAsync("POST /t/plain/batch HTTP/1.1", EventBody);

        Assert.Equal(503, answer.Status);
        Assert.InRange(await taken.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), 0, MostTaken);
        await gateway.EventuallyAsync("plain", "received 1 sent 0 vendorFailed 1");
    }

    [Fact]
    public async Task InterimAnswers_DoNotReachTheSdk()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        var interim = string.Concat(Enumerable.Repeat("HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\nSet-Cookie: id=1\r\n\r\n", 100));
        gateway.Vendor.Reply = _ => new VendorReply { Act = Acts.Close(interim + "HTTP/1.1 204 No Content\r\n\r\n") };

        var answer = await gateway.SendAsync("POST /t/plain/collect HTTP/1.1", EventBody);

        Assert.Equal(204, answer.Status);
        Assert.Null(answer.Header("Link"));
        await gateway.EventuallyAsync("plain", "received 1 sent 1");
    }

    [Fact]
    public async Task HostileHeaders_NoneOfThemPasses()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        string[] hostile =
        [
            "Set-Cookie: id=1; Domain=example; Max-Age=99999999", "Set-Cookie: __Host-choice=x; Path=/; Secure", "Clear-Site-Data: \"*\"", "Refresh: 0; url=https://evil.example/",
            "Strict-Transport-Security: max-age=99999999; includeSubDomains; preload", "Content-Security-Policy: default-src *", "Alt-Svc: h3=\"evil.example:443\"",
            "NEL: {\"report_to\":\"x\"}", "Report-To: {\"group\":\"x\"}", "Service-Worker-Allowed: /", "SourceMap: /x", "Link: </x>; rel=preload", "Content-Disposition: attachment",
            "Access-Control-Allow-Origin: *", "Accept-CH: Sec-CH-UA-Full-Version-List", "Permissions-Policy: camera=*", "Timing-Allow-Origin: *", "Trailer: X-Late", "X-Late: \u00ff\u0001",
            "X-Accel-Redirect: /etc/passwd", "Keep-Alive: timeout=999", "Vary: *", "Age: 1",
        ];
        gateway.Vendor.Reply = _ => VendorReply.Status(200, """{"a":1}""", ["Content-Type: application/json", .. hostile]);

        var passed = await gateway.SendAsync("POST /t/plain/decide HTTP/1.1\nOrigin: https://shop.example", EventBody);
        var replaced = await gateway.SendAsync("POST /t/plain/batch HTTP/1.1\nOrigin: https://shop.example", EventBody);

        Assert.Equal("""{"a":1}""", passed.BodyText);
        foreach (var answer in new[] { passed, replaced })
        {
            Assert.Equal(
                ["access-control-allow-credentials", "access-control-allow-origin", "cache-control", "content-length", "content-security-policy", "content-type", "date", "vary", "x-content-type-options", "x-robots-tag"],
                answer.HeaderNames.Order());
            Assert.Equal(("https://shop.example", "Origin"), (answer.Header("Access-Control-Allow-Origin"), answer.Header("Vary")));
        }
    }
}
