namespace RedactingGateway.FunctionalTests.Gateway;

public sealed class ForwardingTests
{
    [Fact]
    public async Task Get_GrantedFields_LeaveAndNothingElse()
    {
        await using var gateway = await GatewayHarness.StartAsync();

        var answer = await gateway.SendAsync("""
            GET /t/plain/collect?v=2&kept=abc&email=anna%40example.org HTTP/1.1
            User-Agent: Mozilla/5.0
            Referer: https://shop.example/secret?anna
            Cookie: session=anna
            Origin: https://shop.example
            X-Forwarded-For: 203.0.113.7
            X-Request-Id: anna
            traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
            Accept: */*
            Accept-Language: de
            Accept-Encoding: gzip
            """);

        var request = await gateway.Vendor.NextAsync();
        Assert.Equal(204, answer.Status);
        Assert.Equal("GET", request.Method);
        Assert.Equal("/collect?v=2&kept=abc", request.Target);
        Assert.Equal([new("Host", gateway.Vendor.Authority), new("User-Agent", "Mozilla/5.0")], request.Headers);
        Assert.Empty(request.Body);
        await gateway.EventuallyAsync("plain", "received 1 sent 1");
    }

    [Fact]
    public async Task Get_WithGlobalPrivacyControl_PassesItOn()
    {
        await using var gateway = await GatewayHarness.StartAsync();

        await gateway.SendAsync("GET /t/plain/collect?v=2 HTTP/1.1\nSec-GPC: 1");
        await gateway.SendAsync("GET /t/plain/collect?v=2 HTTP/1.1\nSec-GPC: yes");

        Assert.Equal(["host", "sec-gpc"], (await gateway.Vendor.NextAsync()).HeaderNames);
        Assert.Equal(["host"], (await gateway.Vendor.NextAsync()).HeaderNames);
    }

    [Fact]
    public async Task Post_Json_ArrivesWithExactLength()
    {
        await using var gateway = await GatewayHarness.StartAsync();

        await gateway.SendAsync(
            "POST /t/plain/collect HTTP/1.1\nContent-Type: text/plain;charset=UTF-8", """{"v":"2","email":"anna@example.org","kept":"abc"}""");

        var request = await gateway.Vendor.NextAsync();
        Assert.Equal("""{"v":"2","kept":"abc"}""", request.BodyText);
        Assert.Equal("22", request.Header("Content-Length"));
        Assert.Equal(["content-length", "content-type", "host"], request.HeaderNames.Order());
    }

    [Fact]
    public async Task Post_Chunked_LeavesWithContentLength()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        using var client = await gateway.ConnectAsync();

        await client.WriteAsync("POST /t/plain/collect HTTP/1.1\r\nHost: shop.example\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        await client.WriteAsync("8\r\n{\"v\":\"2\"\r\n");
        await client.WriteAsync("e\r\n,\"kept\":\"abc\"}\r\n0\r\n\r\n");

        Assert.Equal(204, (await client.ReadAsync()).Status);
        var request = await gateway.Vendor.NextAsync();
        Assert.Null(request.Header("Transfer-Encoding"));
        Assert.Equal("22", request.Header("Content-Length"));
        Assert.Equal("""{"v":"2","kept":"abc"}""", request.BodyText);
    }

    [Fact]
    public async Task Post_WithoutBody_LeavesWithoutBody()
    {
        await using var gateway = await GatewayHarness.StartAsync();

        await gateway.SendAsync("POST /t/plain/collect?v=2 HTTP/1.1\nContent-Length: 0");

        var request = await gateway.Vendor.NextAsync();
        Assert.Empty(request.Body);
        Assert.Equal("0", request.Header("Content-Length"));
    }

    [Fact]
    public async Task Post_ClientGoneAfterBody_VendorStillHears()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        var answer = new TaskCompletionSource();
        gateway.Vendor.Reply = _ => new VendorReply { Until = answer.Task };
        using var client = await gateway.ConnectAsync();

        await client.WriteAsync(GatewayHarness.Message("POST /t/plain/collect HTTP/1.1", """{"v":"2"}"""));
        Assert.Equal("""{"v":"2"}""", (await gateway.Vendor.NextAsync()).BodyText);
        client.Reset();
        answer.SetResult();

        await gateway.EventuallyAsync("plain", "received 1 sent 1");
    }

    [Fact]
    public async Task Endpoint_OnOtherHost_GoesThere()
    {
        await using var gateway = await GatewayHarness.StartAsync();

        await gateway.SendAsync("GET /t/plain/lib.js?v=2 HTTP/1.1");

        var request = await gateway.Other.NextAsync();
        Assert.Equal("/lib.js?v=2", request.Target);
        Assert.Equal(gateway.Other.Authority, request.Header("Host"));
        Assert.Equal(0, gateway.Vendor.Count);
    }

    [Fact]
    public async Task Shadow_DecidesCountsAndSendsNothing()
    {
        await using var gateway = await GatewayHarness.StartAsync();

        var answer = await gateway.SendAsync("GET /t/shadow/pixel.gif?v=2 HTTP/1.1");

        Assert.Equal(200, answer.Status);
        Assert.Equal("image/gif", answer.Header("Content-Type"));
        Assert.Equal(0, gateway.Vendor.Count);
        await gateway.EventuallyAsync("shadow", "received 1 sent 0 shadow 1");
    }
}
