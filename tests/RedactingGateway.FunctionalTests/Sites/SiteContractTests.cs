using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace RedactingGateway.FunctionalTests.Sites;

/// <summary>What a site behind the gateway may rely on: the gateway is not there.</summary>
public sealed class SiteContractTests
{
    // 100 MB: the size of an upload that no proxy may keep in memory.
    private const int LargeBytes = 100 * 1024 * 1024;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    public async Task WebSocket_TextBinaryAndClose_AreEchoed(bool tls, int version)
    {
        await using var harness = await SiteHarness.StartAsync(static site => site.Map("/ws", async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync("chat");
            var buffer = new byte[16 * 1024];
            while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } message)
            {
                await socket.SendAsync(buffer.AsMemory(0, message.Count), message.MessageType, message.EndOfMessage, context.RequestAborted);
            }

            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", context.RequestAborted);
        }));
        using var client = new ClientWebSocket();
        client.Options.AddSubProtocol("chat");
        client.Options.HttpVersion = new Version(version, version == 1 ? 1 : 0);
        client.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var http = harness.Client(tls, client.Options.HttpVersion);
        var address = new UriBuilder(tls ? harness.Tls : harness.Plain) { Scheme = tls ? "wss" : "ws", Path = "/ws" }.Uri;

        client.Options.SetRequestHeader("Host", "shop.example");
        await client.ConnectAsync(address, http, Stop);
        Assert.Equal("chat", client.SubProtocol);
        var sent = RandomNumberGenerator.GetBytes(10_000);
        await client.SendAsync(sent.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, Stop);
        Assert.Equal(sent, await ReceiveAsync(client, sent.Length));
        await client.SendAsync("grüße"u8.ToArray().AsMemory(), WebSocketMessageType.Text, endOfMessage: true, Stop);
        Assert.Equal("grüße", Encoding.UTF8.GetString(await ReceiveAsync(client, "grüße"u8.Length)));
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "", Stop);
        Assert.Equal("bye", client.CloseStatusDescription);
    }

    [Fact]
    public async Task ServerSentEvents_EachArrivesBeforeTheNextIsSent()
    {
        var next = new SemaphoreSlim(0);
        await using var harness = await SiteHarness.StartAsync(site => site.Map("/events", async context =>
        {
            context.Response.ContentType = "text/event-stream";
            for (var i = 0; ; i++)
            {
                await context.Response.WriteAsync($"data: {i}\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await next.WaitAsync(context.RequestAborted);
            }
        }));
        using var client = harness.Client();
        using var response = await client.GetAsync(new Uri("/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Stop);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Stop));

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal($"data: {i}", await reader.ReadLineAsync(Stop));
            Assert.Equal("", await reader.ReadLineAsync(Stop));
            next.Release();
        }
    }

    [Fact]
    public async Task UploadOf100Megabytes_ArrivesWhole_InFlatMemory()
    {
        long received = 0;
        var hash = "";
        await using var harness = await SiteHarness.StartAsync(site => site.MapPost("/upload", async context =>
        {
            using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[64 * 1024];
            for (int count; (count = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0; received += count)
            {
                sha.AppendData(buffer, 0, count);
            }

            hash = Convert.ToHexString(sha.GetHashAndReset());
        }));
        using var client = harness.Client();
        using var body = new PatternStream(LargeBytes);
        using var content = new StreamContent(body, 64 * 1024);
        content.Headers.ContentLength = LargeBytes;
        var before = GC.GetTotalMemory(forceFullCollection: true);

        using var response = await client.PostAsync(new Uri("/upload", UriKind.Relative), content, Stop);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(LargeBytes, received);
        Assert.Equal(body.Hash, hash);
        AssertFlat(before);
    }

    [Fact]
    public async Task DownloadOf100Megabytes_ArrivesWhole_InFlatMemory()
    {
        await using var harness = await SiteHarness.StartAsync(static site => site.MapGet("/download", static async context =>
        {
            context.Response.ContentLength = LargeBytes;
            context.Response.ContentType = "application/octet-stream";
            using var body = new PatternStream(LargeBytes);
            await body.CopyToAsync(context.Response.Body, 64 * 1024, context.RequestAborted);
        }));
        using var client = harness.Client();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        using var response = await client.GetAsync(new Uri("/download", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Stop);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var stream = await response.Content.ReadAsStreamAsync(Stop);
        var buffer = new byte[64 * 1024];
        long received = 0;
        for (int count; (count = await stream.ReadAsync(buffer, Stop)) > 0; received += count)
        {
            sha.AppendData(buffer, 0, count);
        }

        Assert.Equal(LargeBytes, received);
        Assert.Equal(PatternStream.HashOf(LargeBytes), Convert.ToHexString(sha.GetHashAndReset()));
        AssertFlat(before);
    }

    [Fact]
    public async Task Range_IsAnsweredByTheSite()
    {
        await using var harness = await SiteHarness.StartAsync(static site => site.MapGet("/file", static () =>
            Results.Bytes("0123456789"u8.ToArray(), "application/octet-stream", enableRangeProcessing: true)));
        using var client = harness.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/file") { Headers = { Range = new RangeHeaderValue(2, 5) } };

        using var response = await client.SendAsync(request, Stop);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal("bytes 2-5/10", response.Content.Headers.ContentRange!.ToString());
        Assert.Equal("2345", await response.Content.ReadAsStringAsync(Stop));
    }

    // Kestrel has no trailers in HTTP/1.1, so the site is a bare socket and the visitor speaks HTTP/2.
    [Fact]
    public async Task Trailers_OfTheSite_Arrive()
    {
        await using var harness = await SiteHarness.StartAsync(site: null);
        harness.Vendor.Reply = static _ => new() { Wire = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Checksum\r\n\r\n4\r\nbody\r\n0\r\nX-Checksum: 42\r\n\r\n" };
        using var client = harness.Client(tls: true, HttpVersion.Version20);

        using var response = await client.GetAsync(new Uri("/trailers", UriKind.Relative), Stop);

        Assert.Equal("body", await response.Content.ReadAsStringAsync(Stop));
        Assert.Equal("42", Assert.Single(response.TrailingHeaders.GetValues("X-Checksum")));
    }

    [Fact]
    public async Task ExpectContinue_IsTheSitesAnswer()
    {
        await using var harness = await SiteHarness.StartAsync(static site => site.MapPost("/refuse", static context =>
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            context.Response.Headers["X-Expect"] = context.Request.Headers.Expect;
            return Task.CompletedTask;
        }));
        using var client = await Gateway.RawClient.ConnectAsync(harness.Plain);

        await client.WriteAsync("POST /refuse HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 100000\r\nExpect: 100-continue\r\n\r\n");

        // The site did not ask for the body, so nobody did. (Bodies of up to 1,024 bytes are sent without asking: HttpClient's threshold.)
        Assert.Equal(413, (await client.ReadAsync()).Status);
    }

    [Fact]
    public async Task ExpectContinue_OfASiteThatReads_IsPassed()
    {
        await using var harness = await SiteHarness.StartAsync(static site => site.MapPost("/take", static async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            await context.Response.WriteAsync(await reader.ReadToEndAsync(context.RequestAborted));
        }));
        using var client = await Gateway.RawClient.ConnectAsync(harness.Plain);

        await client.WriteAsync("POST /take HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
        Assert.Equal(100, (await client.ReadAsync()).Status);
        await client.WriteAsync("body");
        Assert.Equal("body", (await client.ReadAsync()).BodyText);
    }

    [Fact]
    public async Task NonAsciiHeaders_AreTheSameBytes()
    {
        var seen = "";
        await using var harness = await SiteHarness.StartAsync(site => site.MapGet("/", context =>
        {
            seen = context.Request.Headers["X-Name"].ToString();
            context.Response.Headers["X-Answer"] = "Stra\u00dfe \u00c3\u00a4";
            return Task.CompletedTask;
        }));
        using var client = await Gateway.RawClient.ConnectAsync(harness.Plain);

        await client.WriteAsync("GET / HTTP/1.1\r\nHost: shop.example\r\nX-Name: M\u00fcller \u00c3\u00bc\r\n\r\n");

        Assert.Equal("Stra\u00dfe \u00c3\u00a4", (await client.ReadAsync()).Header("X-Answer"));
        Assert.Equal("M\u00fcller \u00c3\u00bc", seen);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task OverTls_BothVersions_AreServed(string version)
    {
        string? proto = null;
        await using var harness = await SiteHarness.StartAsync(site => site.MapPost("/", async context =>
        {
            proto = context.Request.Headers["X-Forwarded-Proto"];
            context.Response.Headers["X-Host"] = context.Request.Host.Value;
            await context.Request.Body.CopyToAsync(context.Response.Body, context.RequestAborted);
        }));
        using var client = harness.Client(tls: true, Version.Parse(version));
        var body = RandomNumberGenerator.GetBytes(100_000);

        using var response = await client.PostAsync(new Uri("/", UriKind.Relative), new ByteArrayContent(body), Stop);

        Assert.Equal(version, response.Version.ToString());
        Assert.Equal("shop.example", Assert.Single(response.Headers.GetValues("X-Host")));
        Assert.Equal("https", proto);
        Assert.Equal(body, await response.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task SiteThatResetsMidBody_IsNoCompleteAnswer()
    {
        await using var harness = await SiteHarness.StartAsync(static site => site.MapGet("/", static async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>().Abort();
        }));
        using var client = harness.Client();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetByteArrayAsync(new Uri("/", UriKind.Relative), Stop));
    }

    [Fact]
    public async Task Redirects_CookiesAndServerHeader_AreTheSites()
    {
        await using var harness = await SiteHarness.StartAsync(static site => site.MapGet("/", static context =>
        {
            context.Response.StatusCode = StatusCodes.Status302Found;
            context.Response.Headers.Location = "http://other.example/%7Ea|b";
            context.Response.Headers.Append("Set-Cookie", "a=1");
            context.Response.Headers.Append("Set-Cookie", "b=2");
            return Task.CompletedTask;
        }));
        using var client = await Gateway.RawClient.ConnectAsync(harness.Plain);
        await client.WriteAsync("GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n");

        var response = await client.ReadAsync();

        Assert.Equal(302, response.Status);
        Assert.Equal("http://other.example/%7Ea|b", response.Header("Location"));
        Assert.Equal(["a=1", "b=2"], response.Headers.Where(h => h.Key == "Set-Cookie").Select(h => h.Value));
    }

    // 48 MB of growth at most for 100 MB that passed: buffers of both sides, of the client and of the site, all in this process.
    private static void AssertFlat(long before) => Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 48 * 1024 * 1024);

    private static async Task<byte[]> ReceiveAsync(ClientWebSocket client, int length)
    {
        var all = new ArrayBufferWriter<byte>();
        while (all.WrittenCount < length)
        {
            var message = await client.ReceiveAsync(all.GetMemory(16 * 1024), Stop);
            all.Advance(message.Count);
        }

        return all.WrittenSpan.ToArray();
    }
}
