using System.Net;

namespace RedactingGateway.FunctionalTests.Gateway;

public sealed class AdminTests
{
    [Theory]
    [InlineData("/health/live", 200)]
    [InlineData("/health/ready", 200)]
    [InlineData("/events", 200)]
    [InlineData("/t/plain/collect?v=2", 404)]
    [InlineData("/metrics", 200)]
    [InlineData("/refusals", 200)]
    [InlineData("/unknown-fields", 200)]
    [InlineData("/", 200)]
    [InlineData("/overview.css", 200)]
    [InlineData("/anything", 404)]
    public async Task AdminListener_ServesAdminPagesOnly(string path, int status)
    {
        await using var gateway = await GatewayHarness.StartAsync();
        using var client = new HttpClient();

        using var answer = await client.GetAsync(new Uri(gateway.Admin, path), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal(0, gateway.Vendor.Count + gateway.Site.Count);
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/events")]
    [InlineData("/metrics")]
    [InlineData("/refusals")]
    [InlineData("/overview.css")]
    public async Task AdminPages_AreNotOnTheGatewaysPort(string path)
    {
        await using var gateway = await GatewayHarness.StartAsync();

        // Neither to a known nor to an unknown host, nor by naming the admin listener in the Host header.
        Assert.Equal(421, (await gateway.SendAsync($"GET {path} HTTP/1.1\nHost: {gateway.Admin.Authority}")).Status);
        await gateway.SendAsync($"GET {path} HTTP/1.1");
        Assert.Equal(path, (await gateway.Site.NextAsync()).Target);
    }
}
