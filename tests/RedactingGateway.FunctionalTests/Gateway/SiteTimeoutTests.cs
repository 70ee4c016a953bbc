namespace RedactingGateway.FunctionalTests.Gateway;

/// <summary>A site that does not answer is waited for as long as the policy says.</summary>
public sealed class SiteTimeoutTests
{
    [Fact]
    public async Task SiteHangs_ActivityTimeoutOfThePolicy_EndsTheRequest()
    {
        // Without the key the test would end by its own deadline: the proxy waits for 100 seconds.
        await using var gateway = await GatewayHarness.StartAsync(TestPolicy.Policy.Replace("upstream: \"${SITE}\"", "upstream: \"${SITE}\"\n    activityTimeout: 1s", StringComparison.Ordinal));
        gateway.Site.Reply = _ => new VendorReply { Until = new TaskCompletionSource().Task };
        using var client = await gateway.ConnectAsync();

        await client.WriteAsync(GatewayHarness.Message("GET / HTTP/1.1\nHost: shop.example", body: null));
        await gateway.Site.NextAsync();
        var answer = await client.ReadAsync().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(504, answer.Status);
    }
}
