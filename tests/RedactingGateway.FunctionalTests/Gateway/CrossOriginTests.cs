namespace RedactingGateway.FunctionalTests.Gateway;

public sealed class CrossOriginTests
{
    [Theory]
    [InlineData("https://shop.example", true)]
    [InlineData("http://shop.example", true)]
    [InlineData("https://bare.example", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("https://shop.example.evil.example", false)]
    [InlineData("https://evil.example/shop.example", false)]
    [InlineData("https://shop.example:8443", true)]
    [InlineData("https://shop.example.:8443", false)]
    [InlineData("https://user@shop.example", false)]
    [InlineData("https://shop.example:8443/x", false)]
    [InlineData("ftp://shop.example", false)]
    [InlineData("null", false)]
    public async Task Preflight_IsAnsweredForSitesOnly(string origin, bool isAllowed)
    {
        await using var gateway = await GatewayHarness.StartAsync();

        var answer = await gateway.SendAsync($"""
            OPTIONS /t/plain/collect HTTP/1.1
            Origin: {origin}
            Access-Control-Request-Method: POST
            Access-Control-Request-Headers: content-type, x-anna
            """);

        Assert.Equal(204, answer.Status);
        Assert.Equal(isAllowed ? origin : null, answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal(isAllowed ? "true" : null, answer.Header("Access-Control-Allow-Credentials"));
        Assert.Equal(isAllowed ? "content-type" : null, answer.Header("Access-Control-Allow-Headers"));
        Assert.Equal(isAllowed ? "GET, POST" : null, answer.Header("Access-Control-Allow-Methods"));
        Assert.Equal(isAllowed ? "7200" : null, answer.Header("Access-Control-Max-Age"));
        Assert.Equal("Origin", answer.Header("Vary"));
        Assert.Equal(0, gateway.Vendor.Count);
        await gateway.EventuallyAsync("plain", "received 0 sent 0");
    }

    // The rule by which a request finds its site (HostTests).
    [Theory]
    [InlineData("https://shop.example:8443", true)]
    [InlineData("https://shop.example:8444", false)]
    [InlineData("https://shop.example", false)]
    public async Task Origin_OfASiteWithAPort_IsThatPortOnly(string origin, bool isAllowed)
    {
        await using var gateway = await GatewayHarness.StartAsync(TestPolicy.Policy.Replace("hosts: [shop.example]", "hosts: [\"shop.example:8443\"]", StringComparison.Ordinal));

        var answer = await gateway.SendAsync($"GET /t/plain/own.gif?v=2 HTTP/1.1\nHost: bare.example\nOrigin: {origin}");

        Assert.Equal(isAllowed ? origin : null, answer.Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Answers_CarryTheExactOrigin()
    {
        await using var gateway = await GatewayHarness.StartAsync();

        var own = await gateway.SendAsync("GET /t/plain/own.gif?v=2 HTTP/1.1\nOrigin: https://shop.example");
        var foreign = await gateway.SendAsync("GET /t/plain/own.gif?v=2 HTTP/1.1\nOrigin: https://evil.example");

        Assert.Equal("https://shop.example", own.Header("Access-Control-Allow-Origin"));
        Assert.Equal("true", own.Header("Access-Control-Allow-Credentials"));
        Assert.Null(foreign.Header("Access-Control-Allow-Origin"));
        Assert.Equal("Origin", foreign.Header("Vary"));
    }
}
