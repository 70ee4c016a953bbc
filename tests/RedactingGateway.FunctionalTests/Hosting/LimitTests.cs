using System.Buffers.Binary;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.FunctionalTests.Sites;

namespace RedactingGateway.FunctionalTests.Hosting;

/// <summary>What a client can take from the gateway: how large, how slow, how many. Other visitors are served in the meantime.</summary>
public sealed class LimitTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(32 * 1024 - 100, 200)]
    [InlineData(32 * 1024 + 100, 414)]
    public async Task Target_OverItsSize_IsRefused(int length, int status)
    {
        await using var harness = await SiteHarness.StartAsync(Site);
        Assert.Equal(status, await StatusAsync(harness, $"GET /{new string('a', length)} HTTP/1.1\r\nHost: shop.example\r\n\r\n"));
    }

    [Theory]
    [InlineData(31 * 1024, 200)]
    [InlineData(33 * 1024, 431)]
    public async Task Headers_OverTheirSize_AreRefused(int length, int status)
    {
        await using var harness = await SiteHarness.StartAsync(Site);
        Assert.Equal(status, await StatusAsync(harness, $"GET / HTTP/1.1\r\nHost: shop.example\r\nCookie: {new string('a', length)}\r\n\r\n"));
    }

    [Theory]
    [InlineData(99, 200)]
    [InlineData(101, 431)]
    public async Task Headers_OverTheirNumber_AreRefused(int count, int status)
    {
        await using var harness = await SiteHarness.StartAsync(Site);
        Assert.Equal(status, await StatusAsync(harness, $"GET / HTTP/1.1\r\nHost: shop.example\r\n{string.Concat(Enumerable.Range(1, count).Select(i => $"X-{i}: 1\r\n"))}\r\n"));
    }

    [Fact]
    public async Task SlowClients_AndHttp2_HaveTheirLimitsSet()
    {
        await using var harness = await SiteHarness.StartAsync(Site);
        var limits = harness.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.Equal(TimeSpan.FromSeconds(10), limits.RequestHeadersTimeout);
        Assert.Equal((240, 240), (limits.MinRequestBodyDataRate!.BytesPerSecond, limits.MinResponseDataRate!.BytesPerSecond));
        Assert.Equal((10_000, 10_000), (limits.MaxConcurrentConnections, limits.MaxConcurrentUpgradedConnections));
        Assert.Equal(100, limits.Http2.MaxStreamsPerConnection);
        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(20)), (limits.Http2.KeepAlivePingDelay, limits.Http2.KeepAlivePingTimeout));
    }

    [Fact]
    public async Task SlowBody_IsCutOff_AndOthersAreServed()
    {
        await using var harness = await SiteHarness.StartAsync(Site);
        using var slow = await RawClient.ConnectAsync(harness.Plain);
        await slow.WriteAsync("POST / HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 100000\r\n\r\nx");

        Assert.Equal(200, await StatusAsync(harness, "GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n"));

        // After 5 seconds and one or two of the server's looks.
        Assert.Equal(408, (await slow.ReadAsync()).Status);
        Assert.True(await slow.EndedAsync());
    }

    [Fact]
    public async Task Connections_OverTheirNumber_AreClosed_AndProbesStillPass()
    {
        await using var harness = await SiteHarness.StartAsync(Site, "--Gateway:MaxConnections=2");
        using var first = await RawClient.ConnectAsync(harness.Plain);
        using var second = await RawClient.ConnectAsync(harness.Plain);
        foreach (var client in new[] { first, second })
        {
            await client.WriteAsync("GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n");
            Assert.Equal(200, (await client.ReadAsync()).Status);
        }

        using var third = await RawClient.ConnectAsync(harness.Plain);
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            await third.WriteAsync("GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n");
            await third.ReadAsync();
        });
        using var probe = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await probe.GetAsync(new Uri(harness.Admin, "/health/ready"), Stop)).StatusCode);
    }

    // CVE-2023-44487.
    [Fact]
    public async Task RapidReset_EndsTheConnection_AndOthersAreServed()
    {
        await using var harness = await SiteHarness.StartAsync(Site);
        await using var client = await Http2Client.ConnectAsync(harness.Tls);

        var sent = await client.FloodAsync(20_000, i => [
            .. Http2Client.Frame(Http2Client.Headers, Http2Client.EndHeaders | Http2Client.EndStream, 2 * i + 1, Http2Client.Get),
            .. Http2Client.Frame(Http2Client.Reset, 0, 2 * i + 1, [0, 0, 0, 8]),
        ]);

        Assert.InRange(sent, 1, 19_999);
        await AssertServedAsync(harness);
        TestContext.Current.TestOutputHelper!.WriteLine($"{sent} streams opened and reset until the connection ended");
    }

    // CVE-2024-27983 and its like.
    [Fact]
    public async Task ContinuationFlood_EndsTheConnection_BeforeItFillsMemory()
    {
        await using var harness = await SiteHarness.StartAsync(Site);
        await using var client = await Http2Client.ConnectAsync(harness.Tls);
        await client.SendAsync(Http2Client.Frame(Http2Client.Headers, Http2Client.EndStream, 1, Http2Client.Get));

        // 16 KB each of a header that never ends.
        byte[] header = [0x00, 1, (byte)'x', 0x7f, 0x81, 0x7e, .. Enumerable.Repeat((byte)'a', 16_000)];
        var sent = await client.FloodAsync(10_000, _ => Http2Client.Frame(Http2Client.Continuation, 0, 1, header));

        Assert.InRange(sent, 1, 9_999);
        await AssertServedAsync(harness);
    }

    [Fact]
    public async Task StreamsOverTheirNumber_AreRefused()
    {
        await using var harness = await SiteHarness.StartAsync(Site);
        await using var client = await Http2Client.ConnectAsync(harness.Tls);
        for (var i = 0; i < 101; i++)
        {
            // Without END_STREAM: each waits for its body.
            await client.SendAsync(Http2Client.Frame(Http2Client.Headers, Http2Client.EndHeaders, 2 * i + 1, [0x83, .. Http2Client.Get.AsSpan(1)]));
        }

        var reset = await client.ReadAsync(static type => type == Http2Client.Reset);

        // REFUSED_STREAM
        Assert.Equal(7u, BinaryPrimitives.ReadUInt32BigEndian(reset!.Value.Payload));
        await AssertServedAsync(harness);
    }

    internal static void Site(WebApplication site) => site.MapFallback(static async context =>
    {
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        await context.Response.WriteAsync("served", context.RequestAborted);
    });

    internal static async Task AssertServedAsync(SiteHarness harness)
    {
        using var client = harness.Client(tls: true, HttpVersion.Version20);
        client.Timeout = TimeSpan.FromSeconds(20);
        Assert.Equal("served", await client.GetStringAsync(new Uri("/", UriKind.Relative), Stop));
    }

    private static async Task<int> StatusAsync(SiteHarness harness, string request)
    {
        using var client = await RawClient.ConnectAsync(harness.Plain);
        await client.WriteAsync(request);
        return (await client.ReadAsync()).Status;
    }
}
