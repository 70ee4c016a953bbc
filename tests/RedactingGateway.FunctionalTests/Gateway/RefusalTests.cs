using System.Globalization;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.FunctionalTests.Gateway;

public sealed class RefusalTests
{
    private const string EventBody = """{"v":"2"}""";

    [Theory]
    [InlineData("GET /t/{0}/unknown HTTP/1.1", null, 204, 404, "unknownEndpoint")]
    [InlineData("DELETE /t/{0}/collect HTTP/1.1", null, 204, 404, "unknownEndpoint")]
    [InlineData("HEAD /t/{0}/collect?v=2 HTTP/1.1", null, 204, 404, "unknownEndpoint")]
    [InlineData("OPTIONS /t/{0}/collect HTTP/1.1", null, 204, 404, "unknownEndpoint")]
    [InlineData("GET /t/{0} HTTP/1.1", null, 204, 404, "unknownEndpoint")]
    [InlineData("GET /t/{0}/collect?v=2 HTTP/1.1\nConnection: Upgrade\nUpgrade: websocket", null, 204, 404, "unknownEndpoint")]
    [InlineData("GET /t/{0}/collect?v=2 HTTP/1.1\nConnection: Upgrade\nUpgrade: h2c", null, 204, 404, "unknownEndpoint")]
    [InlineData("POST /t/{0}/collect HTTP/1.1\nContent-Type: application/grpc-web", EventBody, 204, 415, "undecodable")]
    [InlineData("POST /t/{0}/collect HTTP/1.1", "{\"v\":", 204, 415, "undecodable")]
    public async Task RefusedRequest_IsAnsweredAsThePolicySays(string head, string? body, int success, int status, string reason)
    {
        await using var gateway = await GatewayHarness.StartAsync();

        Assert.Equal(success, (await gateway.SendAsync(string.Format(CultureInfo.InvariantCulture, head, "plain"), body)).Status);
        Assert.Equal(status, (await gateway.SendAsync(string.Format(CultureInfo.InvariantCulture, head, "strict"), body)).Status);

        await gateway.EventuallyAsync("plain", $"received 1 sent 0 {reason} 1");
        await gateway.EventuallyAsync("strict", $"received 1 sent 0 {reason} 1");
        Assert.Equal(0, gateway.Vendor.Count);
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("CONNECT")]
    public async Task TraceAndConnect_AreRefused(string method)
    {
        await using var gateway = await GatewayHarness.StartAsync();

        var target = method == "CONNECT" ? "shop.example:443" : "/t/plain/collect";
        var answer = await gateway.SendAsync($"{method} {target} HTTP/1.1\nHost: shop.example{(method == "CONNECT" ? ":443" : "")}");

        Assert.Equal(405, answer.Status);
        Assert.Equal(0, gateway.Site.Count + gateway.Vendor.Count);
    }

    [Fact]
    public async Task NoGrant_ReadsNoBody()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        using var client = await gateway.ConnectAsync();

        await client.WriteAsync("POST /t/consent/batch HTTP/1.1\r\nHost: shop.example\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n");

        var answer = await client.ReadAsync();
        Assert.Equal(200, answer.Status); // and not 100 before it
        Assert.Equal("""{"status":1}""", answer.BodyText);
        await gateway.EventuallyAsync("consent", "received 1 sent 0 noGrant 1");
    }

    [Fact]
    public async Task Granted_Expect100_IsToldToContinue()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        using var client = await gateway.ConnectAsync();

        await client.WriteAsync("POST /t/plain/collect HTTP/1.1\r\nHost: shop.example\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n");
        Assert.Equal(100, (await client.ReadAsync()).Status);
        await client.WriteAsync(EventBody);

        Assert.Equal(204, (await client.ReadAsync()).Status);
        var request = await gateway.Vendor.NextAsync();
        Assert.Equal(EventBody, request.BodyText);
        Assert.Null(request.Header("Expect"));
    }

    [Fact]
    public async Task Consent_OfTheVisitor_Grants()
    {
        await using var gateway = await GatewayHarness.StartAsync();

        await gateway.SendAsync($"POST /t/consent/batch HTTP/1.1\n{gateway.Acceptance("consent")}", EventBody);

        var request = await gateway.Vendor.NextAsync();
        Assert.Null(request.Header("Cookie"));
        await gateway.EventuallyAsync("consent", "received 1 sent 1");
    }

    [Theory]
    [InlineData("Sec-GPC: 1")]
    [InlineData("Cookie: a=b; __Host-privacy-choice=refused.2026-11")]
    [InlineData("Cookie: __Host-privacy-choice=forged")]
    public async Task Refusal_BeatsConsent(string signal)
    {
        await using var gateway = await GatewayHarness.StartAsync();

        await gateway.SendAsync($"POST /t/consent/batch HTTP/1.1\n{gateway.Acceptance("consent")}\n{signal}", EventBody);
        var strict = await gateway.SendAsync($"POST /t/strict-consent/batch HTTP/1.1\n{gateway.Acceptance("consent")}\n{signal}", EventBody);

        Assert.Equal(400, strict.Status);
        await gateway.EventuallyAsync("consent", "received 1 sent 0 refused 1");
        await gateway.EventuallyAsync("strictConsent", "received 1 sent 0 refused 1");
        Assert.Equal(0, gateway.Vendor.Count);
    }

    [Fact]
    public async Task DuplicateChoiceCookie_InOneHeader_RefusalWins()
    {
        await using var gateway = await GatewayHarness.StartAsync();

        await gateway.SendAsync($"POST /t/consent/batch HTTP/1.1\n{gateway.Acceptance("consent")}; {ChoiceCookie.HostName}=refused.2026-11", EventBody);

        await gateway.EventuallyAsync("consent", "received 1 sent 0 refused 1");
    }

    [Fact]
    public async Task BodyOverLimit_ByLength_IsRefusedUnread()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        using var client = await gateway.ConnectAsync();

        await client.WriteAsync($"POST /t/strict/collect HTTP/1.1\r\nHost: shop.example\r\nExpect: 100-continue\r\nContent-Length: {(16 * 1024) + 1}\r\n\r\n");

        Assert.Equal(413, (await client.ReadAsync()).Status);
        await gateway.EventuallyAsync("strict", "received 1 sent 0 limit 1");
    }

    [Fact]
    public async Task BodyOverLimit_Chunked_IsRefused()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        using var client = await gateway.ConnectAsync();

        await client.WriteAsync("POST /t/strict/collect HTTP/1.1\r\nHost: shop.example\r\nTransfer-Encoding: chunked\r\n\r\n");
        await client.WriteAsync($"4001\r\n{new string(' ', 0x4001)}\r\n0\r\n\r\n");

        Assert.Equal(413, (await client.ReadAsync()).Status);
        await gateway.EventuallyAsync("strict", "received 1 sent 0 limit 1");
        Assert.Equal(0, gateway.Vendor.Count);
    }

    [Fact]
    public async Task BodyAtLimit_Passes()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        var body = EventBody + new string(' ', (16 * 1024) - EventBody.Length);

        Assert.Equal(204, (await gateway.SendAsync("POST /t/strict/collect HTTP/1.1", body)).Status);

        await gateway.EventuallyAsync("strict", "received 1 sent 1");
    }

    [Fact]
    public async Task BodyThatNeverEnds_EndsByTimeout()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        using var client = await gateway.ConnectAsync();

        await client.WriteAsync("POST /t/strict/collect HTTP/1.1\r\nHost: shop.example\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n");
        Assert.Equal(100, (await client.ReadAsync()).Status);
        gateway.Time.Advance(Pipeline.BodyReading.Timeout);

        Assert.Equal(413, (await client.ReadAsync()).Status);
        await gateway.EventuallyAsync("strict", "received 1 sent 0 limit 1");
    }

    [Fact]
    public async Task BodyCutShort_IsCountedAndNothingLeaves()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        using (var client = await gateway.ConnectAsync())
        {
            await client.WriteAsync("POST /t/strict/collect HTTP/1.1\r\nHost: shop.example\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n");
            Assert.Equal(100, (await client.ReadAsync()).Status);
            await client.WriteAsync("{\"v\"");
            client.Reset();
        }

        await gateway.EventuallyAsync("strict", "received 1 sent 0 undecodable 1");
        Assert.Equal(0, gateway.Vendor.Count);
    }
}
