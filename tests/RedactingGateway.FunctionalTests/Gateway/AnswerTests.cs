namespace RedactingGateway.FunctionalTests.Gateway;

/// <summary>The table "what the SDK sees", row by row.</summary>
public sealed class AnswerTests
{
    private const string EventBody = """{"v":"2"}""";

    /// <summary>Vendor's status → what an endpoint without and one with retries answer, and how the event is counted.</summary>
    [Theory]
    [InlineData(200, 204, 200, "received 1 sent 1")]
    [InlineData(202, 204, 200, "received 1 sent 1")]
    [InlineData(204, 204, 200, "received 1 sent 1")]
    [InlineData(301, 204, 503, "received 1 sent 0 vendorFailed 1")]
    [InlineData(304, 204, 503, "received 1 sent 0 vendorFailed 1")]
    [InlineData(307, 204, 503, "received 1 sent 0 vendorFailed 1")]
    [InlineData(400, 400, 400, "received 1 sent 0 vendorFailed 1")]
    [InlineData(401, 401, 401, "received 1 sent 0 vendorFailed 1")]
    [InlineData(413, 413, 413, "received 1 sent 0 vendorFailed 1")]
    [InlineData(429, 429, 429, "received 1 sent 0 vendorFailed 1")]
    [InlineData(500, 503, 503, "received 1 sent 0 vendorFailed 1")]
    [InlineData(502, 503, 503, "received 1 sent 0 vendorFailed 1")]
    [InlineData(503, 503, 503, "received 1 sent 0 vendorFailed 1")]
    public async Task VendorStatus_IsAnsweredAndCounted(int vendor, int answer, int answerWithRetries, string account)
    {
        await using var gateway = await GatewayHarness.StartAsync();
        gateway.Vendor.Reply = _ => VendorReply.Status(vendor, "the vendor's words", "Location: https://vendor.example/next", "Content-Type: text/html");

        var plain = await gateway.SendAsync("POST /t/plain/collect HTTP/1.1", EventBody);
        var retries = await gateway.SendAsync("POST /t/strict/batch HTTP/1.1", EventBody);

        Assert.Equal(answer, plain.Status);
        Assert.Equal(answerWithRetries, retries.Status);
        Assert.DoesNotContain("the vendor's words", plain.BodyText + retries.BodyText, StringComparison.Ordinal);
        Assert.Null(plain.Header("Location"));
        Assert.DoesNotContain("Whatever", plain.StatusLine + retries.StatusLine, StringComparison.Ordinal);
        await gateway.EventuallyAsync("plain", account);
        await gateway.EventuallyAsync("strict", account);
    }

    [Theory]
    [InlineData("120", "120")]
    [InlineData("Wed, 21 Oct 2026 07:28:00 GMT", "Wed, 21 Oct 2026 07:28:00 GMT")]
    [InlineData("12; anna@example.org", null)]
    [InlineData("-1", null)]
    [InlineData("tomorrow", null)]
    public async Task RetryAfter_PassesOnlyWellFormed(string sent, string? passed)
    {
        await using var gateway = await GatewayHarness.StartAsync();
        gateway.Vendor.Reply = _ => VendorReply.Status(429, null, $"Retry-After: {sent}");

        var answer = await gateway.SendAsync("POST /t/plain/collect HTTP/1.1", EventBody);

        Assert.Equal(429, answer.Status);
        Assert.Equal(passed, answer.Header("Retry-After"));
    }

    [Theory]
    [InlineData("/t/plain/collect", 204, null)]
    [InlineData("/t/plain/batch", 503, "60")]
    public async Task VendorReset_IsAFailure(string path, int status, string? retryAfter)
    {
        await using var gateway = await GatewayHarness.StartAsync();
        gateway.Vendor.Reply = _ => new VendorReply { Reset = true };

        var answer = await gateway.SendAsync($"POST {path} HTTP/1.1", EventBody);

        Assert.Equal(status, answer.Status);
        Assert.Equal(retryAfter, answer.Header("Retry-After"));
        await gateway.EventuallyAsync("plain", "received 1 sent 0 vendorFailed 1");
    }

    [Fact]
    public async Task VendorUnreachable_IsAFailure()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        await gateway.Other.DisposeAsync();

        var answer = await gateway.SendAsync("GET /t/plain/lib.js?v=2 HTTP/1.1");

        Assert.Equal(200, answer.Status);
        Assert.Equal("text/javascript; charset=utf-8", answer.Header("Content-Type"));
        Assert.Empty(answer.Body);
        await gateway.EventuallyAsync("plain", "received 1 sent 0 vendorFailed 1");
    }

    [Fact]
    public async Task VendorHangs_EndsByTimeout()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        gateway.Vendor.Reply = _ => new VendorReply { Until = new TaskCompletionSource().Task };
        using var client = await gateway.ConnectAsync();

        await client.WriteAsync(GatewayHarness.Message("POST /t/plain/batch HTTP/1.1", EventBody));
        await gateway.Vendor.NextAsync();
        gateway.Time.Advance(Core.Policies.CompiledHost.DefaultTotalTimeout);

        var answer = await client.ReadAsync();
        Assert.Equal(503, answer.Status);
        Assert.Equal("60", answer.Header("Retry-After"));
        await gateway.EventuallyAsync("plain", "received 1 sent 0 vendorFailed 1");
    }

    [Fact]
    public async Task SuccessBodies_AreTheDeclaredOnes()
    {
        await using var gateway = await GatewayHarness.StartAsync();

        var gif = await gateway.SendAsync("GET /t/plain/pixel.gif?v=2 HTTP/1.1");
        var json = await gateway.SendAsync("POST /t/plain/batch HTTP/1.1", EventBody);

        Assert.Equal("image/gif", gif.Header("Content-Type"));
        Assert.Equal(43, gif.Body.Length);
        Assert.StartsWith("GIF89a", gif.BodyText, StringComparison.Ordinal);
        Assert.Equal("application/json", json.Header("Content-Type"));
        Assert.Equal("""{"status":1}""", json.BodyText);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8", """{"flags":{"a":true}}""")]
    [InlineData("text/html", """{"flags":{}}""")]
    [InlineData("application/json; charset=utf-16", """{"flags":{}}""")]
    public async Task VendorBody_PassesOnlyAsTheDeclaredKind(string type, string body)
    {
        await using var gateway = await GatewayHarness.StartAsync();
        gateway.Vendor.Reply = _ => VendorReply.Status(201, """{"flags":{"a":true}}""", $"Content-Type: {type}");

        var answer = await gateway.SendAsync("POST /t/plain/decide HTTP/1.1", EventBody);

        Assert.Equal(200, answer.Status);
        Assert.Equal("application/json", answer.Header("Content-Type"));
        Assert.Equal(body, answer.BodyText);
        await gateway.EventuallyAsync("plain", "received 1 sent 1");
    }

    [Fact]
    public async Task VendorBody_WithContentEncoding_DoesNotPass()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        gateway.Vendor.Reply = _ => VendorReply.Status(200, "\u001f\u008b", "Content-Type: application/json", "Content-Encoding: gzip");

        var answer = await gateway.SendAsync("POST /t/plain/decide HTTP/1.1", EventBody);

        Assert.Equal("""{"flags":{}}""", answer.BodyText);
    }

    [Fact]
    public async Task VendorHeaders_NoneOfThemPasses()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        string[] headers =
        [
            "Content-Type: image/gif", "Set-Cookie: id=1", "Server: vendor", "ETag: \"user-42\"", "P3P: x", "Access-Control-Allow-Origin: *", "Link: </x>",
            "Content-Security-Policy: default-src *", "Clear-Site-Data: \"*\"", "Refresh: 0", "Cache-Control: public, max-age=9", "Last-Modified: Wed, 21 Oct 2026 07:28:00 GMT",
        ];
        gateway.Vendor.Reply = _ => VendorReply.Status(200, "GIF89a...", headers);

        foreach (var path in new[] { "/t/plain/pixel.gif?v=2", "/t/plain/own.gif?v=2" })
        {
            var answer = await gateway.SendAsync($"GET {path} HTTP/1.1");

            Assert.Equal(
                ["cache-control", "content-length", "content-security-policy", "content-type", "date", "vary", "x-content-type-options", "x-robots-tag"],
                answer.HeaderNames.Order());
            Assert.Equal("no-store", answer.Header("Cache-Control"));
            Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
            Assert.Equal("sandbox; default-src 'none'", answer.Header("Content-Security-Policy"));
            Assert.Equal("noindex", answer.Header("X-Robots-Tag"));
        }
    }
}
