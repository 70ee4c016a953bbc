using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RedactingGateway.FunctionalTests.Gateway;

namespace RedactingGateway.FunctionalTests.Logging;

/// <summary>No value of a request stands in any log line, at Trace, whatever happens to the request.</summary>
public sealed class LogTests
{
    private const string Canary = "canary-anna";

    [Fact]
    public async Task SentRequest_LeavesNoValue()
    {
        await using var gateway = await GatewayHarness.StartAsync();

        await gateway.SendAsync(
            $"POST /t/plain/collect?v=2&kept={Canary}&{Canary}=1 HTTP/1.1\nUser-Agent: {Canary}\nCookie: {Canary}=1\nReferer: https://{Canary}.example/\nTraceparent: {Canary}\n{Canary}: 1",
            $$"""{"v":"2","kept":"{{Canary}}","{{Canary}}":"{{Canary}}"}""");
        await gateway.EventuallyAsync("plain", "received 1 sent 1");

        AssertSilent(gateway);
    }

    [Fact]
    public async Task SiteRequest_LeavesNoValue()
    {
        await using var gateway = await GatewayHarness.StartAsync();

        await gateway.SendAsync($"GET /{Canary}?{Canary}={Canary} HTTP/1.1\nUser-Agent: {Canary}\nCookie: {Canary}={Canary}");
        await gateway.SendAsync($"GET /{Canary} HTTP/1.1\nHost: {Canary}.example");

        AssertSilent(gateway);
    }

    [Theory]
    [InlineData($"GET /t/plain/collect?v={Canary} HTTP/1.1 {Canary}\r\n\r\n")]
    [InlineData($"GET /t/plain/collect?v={Canary}\0 HTTP/1.1\r\nHost: shop.example\r\n\r\n")]
    [InlineData($"GET {Canary} HTTP/1.1\r\nHost: shop.example\r\n\r\n")]
    [InlineData($"{Canary}\r\n\r\n")]
    [InlineData($"GET / HTTP/1.1\r\nHost: shop.example\r\n{Canary}\r\n\r\n")]
    [InlineData($"GET / HTTP/1.1\r\nHost: {Canary}/\r\n\r\n")]
    [InlineData($"GET /%00{Canary} HTTP/1.1\r\nHost: shop.example\r\n\r\n")]
    [InlineData($"POST /t/plain/collect HTTP/1.1\r\nHost: shop.example\r\nContent-Length: {Canary}\r\n\r\n")]
    [InlineData($"POST /t/plain/collect HTTP/1.1\r\nHost: shop.example\r\nTransfer-Encoding: chunked\r\n\r\n{Canary}\r\n")]
    public async Task MalformedRequest_LeavesNoValue(string bytes)
    {
        await using var gateway = await GatewayHarness.StartAsync();
        using var client = await gateway.ConnectAsync();

        await client.WriteAsync(bytes);
        var answer = await client.ReadAsync();

        Assert.DoesNotContain(Canary, answer.StatusLine + string.Concat(answer.Headers) + answer.BodyText, StringComparison.Ordinal);
        AssertSilent(gateway);
    }

    [Fact]
    public async Task UndecodableBody_LeavesNoValue()
    {
        await using var gateway = await GatewayHarness.StartAsync();

        await gateway.SendAsync("POST /t/strict/collect HTTP/1.1", $$"""{"{{Canary}}":{{Canary}}""");
        await gateway.EventuallyAsync("strict", "received 1 sent 0 undecodable 1");

        AssertSilent(gateway);
    }

    [Fact]
    public async Task FailingVendor_LeavesNoValue()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        gateway.Vendor.Reply = _ => new VendorReply { Reset = true };
        await gateway.SendAsync($"GET /t/plain/collect?kept={Canary} HTTP/1.1\nUser-Agent: {Canary}");
        gateway.Vendor.Reply = _ => new VendorReply { Head = $"{Canary}\r\n{Canary}: x" };
        await gateway.SendAsync($"GET /t/plain/collect?kept={Canary} HTTP/1.1");
        gateway.Vendor.Reply = _ => VendorReply.Status(500, Canary, $"Set-Cookie: {Canary}=1", $"Content-Type: {Canary}");
        await gateway.SendAsync($"GET /t/plain/collect?kept={Canary} HTTP/1.1");
        await gateway.Other.DisposeAsync();
        await gateway.SendAsync($"GET /t/plain/lib.js?kept={Canary} HTTP/1.1");
        await gateway.Site.DisposeAsync();
        await gateway.SendAsync($"GET /{Canary} HTTP/1.1");
        await gateway.EventuallyAsync("plain", "received 4 sent 0 vendorFailed 4");

        Assert.Contains("could not be reached", gateway.Logs.Text, StringComparison.Ordinal);
        AssertSilent(gateway);
    }

    [Fact]
    public async Task ForeignCategory_LosesArgumentsMessagesAndScopes()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        var logger = gateway.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Some.Library");
        var error = Thrown(new InvalidOperationException(Canary, Thrown(new AggregateException(Canary, new FormatException(Canary)))));

#pragma warning disable CA1848, CA1873, CA2254 // Other people's ways to log are what is tested.
        using (logger.BeginScope("scope {Value}", Canary))
        {
            logger.LogInformation("template {Value}", Canary);
            logger.LogInformation($"put together with {Canary}");
            logger.LogError(error, "failed for {Value}", Canary);
            logger.Log(LogLevel.Information, new EventId(7), Canary, error, (state, e) => state + e!.Message);
        }
#pragma warning restore CA1848, CA1873, CA2254

        Assert.Contains("template {Value}", gateway.Logs.Text, StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException\n ---> System.AggregateException\n ---> System.FormatException", gateway.Logs.Text, StringComparison.Ordinal);
        Assert.Contains($"at {typeof(LogTests).FullName}.{nameof(Thrown)}", gateway.Logs.Text, StringComparison.Ordinal);
        AssertSilent(gateway);
    }

    [Fact]
    public async Task OwnCategory_KeepsItsMessageAndLosesTheExceptions()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        var logger = gateway.Services.GetRequiredService<ILoggerFactory>().CreateLogger("RedactingGateway.Anything");
        var lookalike = gateway.Services.GetRequiredService<ILoggerFactory>().CreateLogger("RedactingGatewayPlugin");

#pragma warning disable CA1848
        logger.LogError(Thrown(new InvalidOperationException(Canary)), "the vendor behind {Destination}", "plain");
        lookalike.LogError("not ours: {Value}", Canary);
#pragma warning restore CA1848

        Assert.Contains("the vendor behind plain", gateway.Logs.Text, StringComparison.Ordinal);
        AssertSilent(gateway);
    }

    private static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception e) when (ReferenceEquals(e, exception))
        {
            return e;
        }
    }

    private static void AssertSilent(GatewayHarness gateway)
    {
        Assert.NotEmpty(gateway.Logs.Lines);
        Assert.All(gateway.Logs.Lines, line => Assert.DoesNotContain(Canary, line, StringComparison.OrdinalIgnoreCase));
    }
}
