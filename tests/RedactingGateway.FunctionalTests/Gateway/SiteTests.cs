namespace RedactingGateway.FunctionalTests.Gateway;

public sealed class SiteTests
{
    [Fact]
    public async Task Site_GetsTheRequestAsItIs()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        gateway.Site.Reply = _ => VendorReply.Status(200, "<html>\u00fc</html>", "Set-Cookie: session=1", "Server: shop", "X-Anything: \u00e4");

        var answer = await gateway.SendAsync("""
            GET /p%61th/a%7Eb|c?q=%7E|x HTTP/1.1
            User-Agent: Mozilla/5.0
            Cookie: session=anna
            Referer: https://shop.example/
            Sec-GPC: 1
            X-Forwarded-For: 203.0.113.7
            X-Forwarded-Host: evil.example
            X-Anything: ä
            """);

        var request = await gateway.Site.NextAsync();
        Assert.Equal("/p%61th/a%7Eb|c?q=%7E|x", request.Target);
        Assert.Equal("shop.example", request.Header("Host"));
        Assert.Equal("session=anna", request.Header("Cookie"));
        Assert.Equal("1", request.Header("Sec-GPC"));
        Assert.Equal("\u00e4", request.Header("X-Anything"));
        Assert.Equal("127.0.0.1", string.Join(", ", request.Headers.Where(h => h.Key == "X-Forwarded-For").Select(h => h.Value)));
        Assert.Equal("shop.example", request.Header("X-Forwarded-Host"));
        Assert.Equal("http", request.Header("X-Forwarded-Proto"));
        Assert.Equal("<html>\u00fc</html>", answer.BodyText);
        Assert.Equal("session=1", answer.Header("Set-Cookie"));
        Assert.Equal("shop", answer.Header("Server"));
        Assert.Equal("\u00e4", answer.Header("X-Anything"));
        Assert.Null(answer.Header("Content-Security-Policy"));
    }

    [Fact]
    public async Task Site_UploadOverTheTrackersLimit_Passes()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        var upload = new string('x', 100_000);

        await gateway.SendAsync("POST /upload HTTP/1.1\nContent-Type: application/octet-stream", upload);

        Assert.Equal(upload.Length, (await gateway.Site.NextAsync()).Body.Length);
    }

    [Theory]
    [InlineData("unknown.example", 421)]
    [InlineData("bare.example", 404)]
    public async Task WithoutUpstream_SaysWhy(string host, int status)
    {
        await using var gateway = await GatewayHarness.StartAsync();

        Assert.Equal(status, (await gateway.SendAsync($"GET / HTTP/1.1\nHost: {host}")).Status);
        Assert.Equal(0, gateway.Site.Count);
    }

    [Fact]
    public async Task SiteDown_IsAnError()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        await gateway.Site.DisposeAsync();

        var answer = await gateway.SendAsync("GET / HTTP/1.1");

        Assert.Equal(502, answer.Status);
        Assert.Empty(answer.Body);
        Assert.Null(answer.Header("Server"));
    }
}
