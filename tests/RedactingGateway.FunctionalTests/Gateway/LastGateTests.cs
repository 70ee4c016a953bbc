using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RedactingGateway.Pipeline;
using RedactingGateway.Routing;
using Yarp.ReverseProxy.Transforms;

namespace RedactingGateway.FunctionalTests.Gateway;

/// <summary>What holds even where a step before it is broken.</summary>
public sealed class LastGateTests
{
    [Fact]
    public async Task RequestWithoutRedaction_IsStoppedBeforeTheVendor()
    {
        using var logs = new LogSink();
        using var loggers = new LoggerFactory([logs]);
        using var message = new HttpRequestMessage(HttpMethod.Get, "https://vendor.example/collect?anna");
        var context = new DefaultHttpContext();

        await new VendorRequest("plain", loggers.CreateLogger<VendorRequest>())
            .ApplyAsync(new RequestTransformContext { HttpContext = context, ProxyRequest = message, DestinationPrefix = "https://vendor.example" });

        // YARP sends nothing once a transform set another status than 200.
        Assert.Equal(500, context.Response.StatusCode);
        Assert.Contains("Critical", logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RedactedBody_AfterItsRequest_GivesNoByte()
    {
        var bytes = "{\"v\":\"2\"}"u8.ToArray();
        var body = new RedactedBody(bytes);
        var buffer = new byte[4];
        Assert.Equal(4, await body.ReadAsync(buffer, TestContext.Current.CancellationToken));

        await body.DisposeAsync();
        Array.Clear(buffer);

        await Assert.ThrowsAsync<IOException>(() => body.ReadExactlyAsync(buffer, TestContext.Current.CancellationToken).AsTask());
        Assert.All(buffer, b => Assert.Equal(0, b));
    }

    [Theory]
    [InlineData("/a%7Eb/c|d?e=%41&f=\"<>^`{}[]\\")]
    [InlineData("/a/../b/%2e%2e/./c")]
    [InlineData("//x?y?z")]
    [InlineData("/%ZZ?%")]
    public void RawUri_KeepsEveryByte(string target) =>
        Assert.Equal(target, RawUri.Create(new Uri("https://vendor.example"), target).PathAndQuery);
}
