using System.Net.Sockets;

namespace RedactingGateway.FunctionalTests.Gateway;

/// <summary>Requests that two HTTP parsers could read differently (RFC 9112 § 11.2): none is passed on as two requests, each ends cleanly.</summary>
public sealed class SmugglingTests
{
    // What a smuggled request would look like: nobody behind the gateway may ever see it.
    private const string Smuggled = "GET /smuggled HTTP/1.1\r\nHost: shop.example\r\n\r\n";

    private const string Site = "POST / HTTP/1.1\r\nHost: shop.example\r\n";
    private const string Vendor = "POST /t/plain/collect HTTP/1.1\r\nHost: shop.example\r\nContent-Type: application/json\r\n";
    private const string Json = "{\"v\":\"1\"}";

    /// <summary>Framing headers that contradict each other or the grammar; the body below them holds a second request.</summary>
    private static readonly string[] Framings =
    [
        "Content-Length: 0\r\nContent-Length: 44\r\n",
        "Content-Length: 44\r\nContent-Length: 0\r\n",
        "Content-Length: 0, 44\r\n",
        "Content-Length: 4 4\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 0x2c\r\n",
        "Content-Length: 44.0\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Content-Length: \r\n",
        "Content-Length: 44;q=1\r\n",
        "Content-Length : 44\r\n",
        "Content-Length\t: 44\r\n",
        " Content-Length: 44\r\n",
        "Content_Length: 44\r\nContent-Length: 0x0\r\n",
        "Transfer-Encoding: identity\r\n",
        "Transfer-Encoding: gzip\r\n",
        "Transfer-Encoding: gzip, chunked\r\nContent-Length: 4\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked, chunked\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: chunked, gzip\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: chunked;q=1\r\n",
        "Transfer-Encoding: \"chunked\"\r\n",
        "Transfer-Encoding : chunked\r\n",
        " Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding:\r\n chunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n",
        "X: y\r\n folded: z\r\nContent-Length: x\r\n",
        "X: a\rContent-Length: 44\r\nContent-Length: x\r\n",
        "X: a\u0000b\r\nContent-Length: 44\r\n",
        "X\u0000: a\r\nContent-Length: 44\r\n",
        ": a\r\nContent-Length: 44\r\n",
        "X y: a\r\nContent-Length: 44\r\n",
        "NoColon\r\nContent-Length: 44\r\n",
    ];

    /// <summary>Chunked bodies that are none.</summary>
    private static readonly string[] Chunks =
    [
        "0x5\r\nhello\r\n0\r\n\r\n",
        "+5\r\nhello\r\n0\r\n\r\n",
        "-5\r\nhello\r\n0\r\n\r\n",
        " 5\r\nhello\r\n0\r\n\r\n",
        "5\nhello\n0\n\n",
        "5\r\nhello0\r\n\r\n",
        "5\r\nhelloX\r\n0\r\n\r\n",
        "FFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n",
        "100000000000000005\r\nhello\r\n0\r\n\r\n",
        "G\r\nhello\r\n0\r\n\r\n",
        "\r\nhello\r\n0\r\n\r\n",
        "5\rhello\r\n0\r\n\r\n",
        "5;\u0000\rx\nhello\r\n0\r\n\r\n",
    ];

    /// <summary>Request lines and hosts.</summary>
    private static readonly string[] Heads =
    [
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop.example\r\nHost: other.example\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop.example, other.example\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop.example/x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop example\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: user@shop.example\r\n\r\n",
        "GET http://other.example/ HTTP/1.1\r\nHost: shop.example\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: shop.example\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: shop.example\r\n\r\n",
        "GET /\u0000 HTTP/1.1\r\nHost: shop.example\r\n\r\n",
        "GET / HTTP/1.2\r\nHost: shop.example\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: shop.example\r\n\r\n",
        "GET / HTTP/1.1 \r\nHost: shop.example\r\n\r\n",
        "GET / http/1.1\r\nHost: shop.example\r\n\r\n",
        "G\u0000T / HTTP/1.1\r\nHost: shop.example\r\n\r\n",
        "GET/ HTTP/1.1\r\nHost: shop.example\r\n\r\n",
        "GET /\r\nHost: shop.example\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "CONNECT shop.example:443 HTTP/1.1\r\nHost: shop.example\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
    ];

    /// <summary>Where it goes, and what is wrong with it.</summary>
    public static TheoryData<string, string> Cases => new((IEnumerable<(string, string)>)
    [
        .. Framings.Select(f => ("site", f)), .. Framings.Select(f => ("vendor", f)),
        .. Chunks.Select(c => ("site", c)), .. Chunks.Select(c => ("vendor", c)),
        .. Heads.Select(h => ("head", h)),
    ]);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task MalformedRequest_IsRefused_AndNothingBehindItIsARequest(string where, string part)
    {
        var head = where == "site" ? Site : Vendor;
        var bytes = where == "head" ? part + Smuggled
            : Chunks.Contains(part) ? $"{head}Transfer-Encoding: chunked\r\n\r\n{part}{Smuggled}"
            : $"{head}{part}\r\n0\r\n\r\n{Smuggled}";
        await using var gateway = await GatewayHarness.StartAsync();
        using var client = await gateway.ConnectAsync();
        await client.WriteAsync(bytes);

        // Answers until the connection ends: a clean refusal first, nothing of what follows it.
        List<int> answers = [];
        try
        {
            while (answers.Count < 3)
            {
                answers.Add((await client.ReadAsync()).Status);
            }
        }
        catch (Exception e) when (e is EndOfStreamException or IOException or SocketException)
        {
            // Closed: clean.
        }

        // 505: a version that is not spoken. 204: what a vendor's SDK is told of a body that does not leave.
        Assert.True(answers.Count <= 1 && answers.TrueForAll(s => s is (>= 400 and < 500) or 505 || (where == "vendor" && s == 204)), $"answered {string.Join(", ", answers)}");
        Assert.DoesNotContain(await gateway.RecordedBySiteAsync(), static r => r.Target.Contains("smuggled", StringComparison.Ordinal));
        Assert.Equal(0, gateway.Vendor.Count);
    }

    [Theory]
    [InlineData(Site)]
    [InlineData(Vendor)]
    public async Task TwoWellFormedRequests_OnOneConnection_AreTwo(string head)
    {
        await using var gateway = await GatewayHarness.StartAsync();
        using var client = await gateway.ConnectAsync();
        await client.WriteAsync($"{head}Transfer-Encoding: chunked\r\n\r\n9;name=value\r\n{Json}\r\n0\r\n\r\n{Smuggled}");

        Assert.Equal(204, (await client.ReadAsync()).Status);
        Assert.Equal(204, (await client.ReadAsync()).Status);
        Assert.Equal("/smuggled", (await gateway.RecordedBySiteAsync())[^1].Target);
    }

    // Kestrel reads the sign; what is passed on has none, and is one request.
    [Fact]
    public async Task SignedLength_IsPassedOnWithoutTheSign()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        using var client = await gateway.ConnectAsync();
        await client.WriteAsync($"{Site}Content-Length: +4\r\n\r\nbody");

        Assert.Equal(204, (await client.ReadAsync()).Status);
        var request = Assert.Single(await gateway.RecordedBySiteAsync());
        Assert.Equal("4", request.Header("Content-Length"));
    }
}
