namespace RedactingGateway.FunctionalTests.Gateway;

public sealed class TargetTests
{
    [Theory]
    [InlineData("/collect?kept=a%7Eb")]
    [InlineData("/collect?kept=a%41b")]
    [InlineData("/collect?kept=a|b")]
    [InlineData("/collect?kept=a%7cb&v=2")]
    [InlineData("/collect?kept=a%7Cb")]
    [InlineData("/collect?v=2&kept=a:b~c_d-e.f")]
    public async Task KeptBytes_OfTheTarget_AreTheSameBytes(string target)
    {
        await using var gateway = await GatewayHarness.StartAsync();

        await gateway.SendAsync($"GET /t/plain{target} HTTP/1.1");

        Assert.Equal(target, (await gateway.Vendor.NextAsync()).Target);
    }

    [Theory]
    [InlineData("http://shop.example/t/plain/collect?v=2")]
    [InlineData("http://shop.example:80/t/plain/collect?v=2")]
    public async Task AbsoluteForm_IsTheSameRequest(string target)
    {
        await using var gateway = await GatewayHarness.StartAsync();

        await gateway.SendAsync($"GET {target} HTTP/1.1\nHost: {new Uri(target).Authority}");

        Assert.Equal("/collect?v=2", (await gateway.Vendor.NextAsync()).Target);
    }

    [Theory]
    [InlineData("/t/plain/./collect?v=2")]
    [InlineData("/t/plain/x/../collect?v=2")]
    [InlineData("/t/plain/x/%2e%2e/collect?v=2")]
    [InlineData("/t/plain/x/.%2E/collect?v=2")]
    [InlineData("/t/plain/%2e/collect?v=2")]
    [InlineData("/x/../t/plain/collect?v=2")]
    [InlineData("/t/plain/../../anything")]
    [InlineData("/t/plain/..")]
    [InlineData("/t/plain\\collect?v=2")]
    [InlineData("/t/plain/x%5Ccollect?v=2")]
    [InlineData("/T/PLAIN/collect?v=2")]
    [InlineData("/t/pl%61in/collect?v=2")]
    [InlineData("/t/plain/c%6Fllect?v=2")]
    [InlineData("/t/plain/collect%3Fv=2")]
    [InlineData("/t/plain/collect/?v=2")]
    [InlineData("/t/plain//collect?v=2")]
    public async Task AmbiguousTarget_GoesNowhere(string target)
    {
        await using var gateway = await GatewayHarness.StartAsync();

        await gateway.SendAsync($"GET {target} HTTP/1.1");

        Assert.Equal(0, gateway.Vendor.Count);
        Assert.All(await Task.WhenAll(gateway.EventsAsync("plain"), gateway.EventsAsync("strict")), e => Assert.Equal(0, e.Sent));
        Assert.DoesNotContain(await gateway.RecordedBySiteAsync(), r => r.Target.Contains("/collect", StringComparison.Ordinal) && r.Target.StartsWith("/t/plain/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/t/plain/collect?v=2#anna")]
    [InlineData("*")]
    [InlineData("HTTP://shop.example/t/plain/collect?v=2")] // Kestrel itself
    [InlineData("http://other.example/t/plain/collect?v=2")] // Kestrel itself: not the host of the Host header
    public async Task OtherTargets_AreBadRequests(string target)
    {
        await using var gateway = await GatewayHarness.StartAsync();

        Assert.Equal(400, (await gateway.SendAsync($"{(target == "*" ? "OPTIONS" : "GET")} {target} HTTP/1.1")).Status);
        Assert.Equal(0, gateway.Vendor.Count + gateway.Site.Count);
    }

    [Fact]
    public async Task PathThatBeginsLikeADestination_IsTheSites()
    {
        await using var gateway = await GatewayHarness.StartAsync();

        await gateway.SendAsync("GET /t/plainer?x=1 HTTP/1.1");

        Assert.Equal("/t/plainer?x=1", (await gateway.Site.NextAsync()).Target);
    }
}
