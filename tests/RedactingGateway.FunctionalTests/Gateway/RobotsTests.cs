namespace RedactingGateway.FunctionalTests.Gateway;

/// <summary>No search engine lists what the gateway itself answers; what a site answers is the site's business.</summary>
public sealed class RobotsTests
{
    [Theory]
    [InlineData("GET /t/plain/collect?v=2", "noindex")]
    [InlineData("GET /t/plain/nowhere", "noindex")]
    [InlineData("GET /t/consent/pixel.gif?v=2", "noindex")]
    [InlineData("GET /.well-known/gpc.json", "noindex")]
    [InlineData("GET /.well-known/redacting-gateway.json", "noindex")]
    [InlineData("GET /privacy-choices/", "noindex")]
    [InlineData("GET /privacy-choices/choices", "noindex")]
    [InlineData("GET /privacy-choices/nowhere", "noindex")]
    [InlineData("GET /page", null)]
    public async Task Answer_OfTheGatewaysOwn_IsNotIndexed(string request, string? robots)
    {
        await using var gateway = await GatewayHarness.StartAsync();

        Assert.Equal(robots, (await gateway.SendAsync($"{request} HTTP/1.1")).Header("X-Robots-Tag"));
    }
}
