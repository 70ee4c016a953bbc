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
        using var body = new RedactedBody(bytes);
        using var sent = new MemoryStream();
        await body.CopyToAsync(sent, TestContext.Current.CancellationToken);
        Assert.Equal(bytes, sent.ToArray());

        // The connection still copies: the request ends between two of its writes.
        using var longer = new RedactedBody(new byte[100_000]);
        using var slow = new PausingStream();
        var copying = longer.CopyToAsync(slow, TestContext.Current.CancellationToken);
        await slow.Written;
        longer.Dispose();
        slow.GoOn();

        await Assert.ThrowsAnyAsync<Exception>(() => copying);
        Assert.Equal(1, slow.Writes);
    }

    [Theory]
    [InlineData("/a%7Eb/c|d?e=%41&f=\"<>^`{}[]\\")]
    [InlineData("/a/../b/%2e%2e/./c")]
    [InlineData("//x?y?z")]
    [InlineData("/%ZZ?%")]
    public void RawUri_KeepsEveryByte(string target) =>
        Assert.Equal(target, RawUri.Create(new Uri("https://vendor.example"), target).PathAndQuery);

    // A connection that takes one write and then waits.
    private sealed class PausingStream : MemoryStream
    {
        private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Written => _written.Task;

        public int Writes { get; private set; }

        public void GoOn() => _goOn.TrySetResult();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Writes++;
            _written.TrySetResult();
            await _goOn.Task;
        }
    }
}
