using RedactingGateway.FunctionalTests.Telemetry;

namespace RedactingGateway.FunctionalTests.Gateway;

/// <summary>A destination is reached under the hosts of the policy's sites; under another one nothing leaves.</summary>
public sealed class HostTests
{
    private const string Collect = "/t/plain/collect?v=2";

    private static readonly string WithoutSites = TestPolicy.Policy[..TestPolicy.Policy.IndexOf("sites:", StringComparison.Ordinal)]
        + TestPolicy.Policy[TestPolicy.Policy.IndexOf("limits:", StringComparison.Ordinal)..];

    [Theory]
    [InlineData("shop.example")]
    [InlineData("SHOP.example")]
    [InlineData("bare.example")]
    [InlineData("shop.example:80")]
    [InlineData("shop.example:8443")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("[::1]:8080")]
    [InlineData("localhost")]
    public async Task HostOfASite_OrThisMachineItself_Arrives(string host)
    {
        await using var gateway = await GatewayHarness.StartAsync();

        Assert.Equal(204, (await gateway.SendAsync($"GET {Collect} HTTP/1.1\nHost: {host}")).Status);
        Assert.Equal("/collect?v=2", (await gateway.Vendor.NextAsync()).Target);
    }

    [Theory]
    [InlineData("GET /t/plain/collect?v=2 HTTP/1.1\r\nHost: unknown.example\r\n\r\n", 421)]
    [InlineData("POST /t/plain/collect?v=2 HTTP/1.1\r\nHost: unknown.example\r\nContent-Length: 0\r\n\r\n", 421)]
    [InlineData("OPTIONS /t/plain/collect HTTP/1.1\r\nHost: unknown.example\r\nOrigin: https://shop.example\r\nAccess-Control-Request-Method: POST\r\n\r\n", 421)]
    [InlineData("GET /t/plain/lib.js?v=2 HTTP/1.1\r\nHost: unknown.example\r\n\r\n", 421)]
    [InlineData("GET /t/plain/no-such-endpoint HTTP/1.1\r\nHost: unknown.example\r\n\r\n", 421)]
    [InlineData("GET /t/pl%61in/collect?v=2 HTTP/1.1\r\nHost: unknown.example\r\n\r\n", 421)]
    [InlineData("GET /privacy-choices/ HTTP/1.1\r\nHost: unknown.example\r\n\r\n", 421)]
    [InlineData("GET / HTTP/1.1\r\nHost: unknown.example\r\n\r\n", 421)]
    [InlineData("GET /t/plain/collect?v=2 HTTP/1.1\r\nHost: shop.example.evil.example\r\n\r\n", 421)]
    [InlineData("GET /t/plain/collect?v=2 HTTP/1.1\r\nHost: shop.example.\r\n\r\n", 421)]
    [InlineData("GET /t/plain/collect?v=2 HTTP/1.1\r\nHost: evil-shop.example\r\n\r\n", 421)]
    [InlineData("GET /t/plain/collect?v=2 HTTP/1.1\r\nHost: 10.0.0.5\r\n\r\n", 421)]
    [InlineData("GET /t/plain/collect?v=2 HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n", 421)]
    [InlineData("GET /t/plain/collect?v=2 HTTP/1.1\r\nHost:\r\n\r\n", 421)]
    [InlineData("GET /t/plain/collect?v=2 HTTP/1.0\r\n\r\n", 421)]
    [InlineData("GET /t/plain/collect?v=2 HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /t/plain/collect?v=2 HTTP/1.1\r\nHost: shop.example\r\nHost: unknown.example\r\n\r\n", 400)]
    [InlineData("GET /t/plain/collect?v=2 HTTP/1.1\r\nHost: shop.example/x\r\n\r\n", 400)]
    [InlineData("GET /t/plain/collect?v=2 HTTP/1.1\r\nHost: user@shop.example\r\n\r\n", 400)]
    [InlineData("GET http://unknown.example/t/plain/collect?v=2 HTTP/1.1\r\nHost: unknown.example\r\n\r\n", 421)]
    [InlineData("GET http://unknown.example/t/plain/collect?v=2 HTTP/1.1\r\nHost: shop.example\r\n\r\n", 400)]
    [InlineData("GET http://shop.example/t/plain/collect?v=2 HTTP/1.1\r\nHost: unknown.example\r\n\r\n", 400)]
    [InlineData("GET /t/plain/collect?v=2 HTTP/1.1\r\nHost: unknown.example\r\nX-Forwarded-Host: shop.example\r\n\r\n", 421)]
    public async Task AnotherHost_IsMisdirected_AndNothingLeaves(string request, int status)
    {
        await using var gateway = await GatewayHarness.StartAsync();
        using var client = await gateway.ConnectAsync();
        await client.WriteAsync(request);

        var answer = await client.ReadAsync();

        Assert.Equal(status, answer.Status);
        Assert.Empty(answer.Body);
        Assert.Null(answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal((0, 0, 0), (gateway.Vendor.Count, gateway.Other.Count, gateway.Site.Count));
        var metrics = await PrometheusText.ReadAsync(gateway);
        Assert.Equal(status == 421, metrics.Text.Contains("reason=\"unknownHost\"", StringComparison.Ordinal));
        await gateway.EventuallyAsync("plain", "received 0 sent 0");
    }

    [Theory]
    [InlineData("shop.example:8443", true)]
    [InlineData("shop.example:8444", false)]
    [InlineData("shop.example", false)]
    public async Task HostWithAPort_IsThatPortOnly(string host, bool arrives)
    {
        await using var gateway = await GatewayHarness.StartAsync(TestPolicy.Policy.Replace("hosts: [shop.example]", "hosts: [\"shop.example:8443\"]", StringComparison.Ordinal));

        Assert.Equal(arrives ? 204 : 421, (await gateway.SendAsync($"GET {Collect} HTTP/1.1\nHost: {host}")).Status);
        Assert.Equal(arrives ? 1 : 0, gateway.Vendor.Count);
    }

    [Theory]
    [InlineData("anything.example")]
    [InlineData("10.0.0.5:8080")]
    public async Task PolicyWithoutSites_TakesEveryHost(string host)
    {
        await using var gateway = await GatewayHarness.StartAsync(WithoutSites);

        Assert.Equal(204, (await gateway.SendAsync($"GET {Collect} HTTP/1.1\nHost: {host}")).Status);
        Assert.Equal(1, gateway.Vendor.Count);
    }
}
