using System.IO.Compression;
using System.Text;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Replay;

/// <summary>Bodies that cannot be decoded all the way down, or not within the limits: nothing leaves, and it is counted.</summary>
public sealed class HostileBodyTests
{
    private const string Json = "Content-Type: application/json";

    // 1 GiB of zeros makes about 1 MB of gzip.
    private const int BombBytes = 1 << 30;

    // A refused bomb may cost decoding up to the limit (8 MiB, twice while the buffer grows), not its whole size.
    private const long MostGrowth = 64L << 20;

    public static TheoryData<string, string> Bodies => new()
    {
        { "truncated gzip", "undecodable" },
        { "invalid JSON", "undecodable" },
        { "invalid UTF-8", "undecodable" },
        { "form that says it is JSON", "undecodable" },
        { "gzip that is none", "undecodable" },
        { "unknown content type", "undecodable" },
        { "unknown content encoding", "undecodable" },
        { "10 MB", "limit" },
        { "1000 deep", "limit" },
        { "gzip bomb", "limit" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Send_HostileBody_NothingLeavesAndTheReasonIsCounted(string kind, string reason)
    {
        await using var harness = await GatewayHarness.StartAsync(ReplayedRecording.PolicyFolder("shipped-form"), environment: null);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (headers, body) = Hostile(kind);
        var request = new WireRequest("POST", "/v24.0/1234567890/events", [new("Host", "localhost"), .. headers], body);
        var answer = await ReplayedRecording.SendRawAsync(harness, request, "meta-capi", harness.Acceptance("metaConversionsApi"));

        Assert.Equal(200, answer.Status);
        Assert.StartsWith("{\"events_received\"", answer.BodyText, StringComparison.Ordinal);
        await harness.EventuallyAsync("metaConversionsApi", $"received 1 sent 0 {reason} 1");
        Assert.Equal(0, harness.Vendor.Count);
        body = [];
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MostGrowth);
    }

    [Fact]
    public async Task Send_ManyBombs_MemoryStaysFlat()
    {
        await using var harness = await GatewayHarness.StartAsync(ReplayedRecording.PolicyFolder("shipped-form"), environment: null);
        var (headers, body) = Hostile("gzip bomb");
        var request = new WireRequest("POST", "/v24.0/1234567890/events", [new("Host", "localhost"), .. headers], body);
        var cookie = harness.Acceptance("metaConversionsApi");
        await ReplayedRecording.SendRawAsync(harness, request, "meta-capi", cookie);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 10; i++)
        {
            await ReplayedRecording.SendRawAsync(harness, request, "meta-capi", cookie);
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MostGrowth / 2);
        await harness.EventuallyAsync("metaConversionsApi", "received 11 sent 0 limit 11");
        Assert.Equal(0, harness.Vendor.Count);
    }

    [Theory]
    [InlineData("/v24.0/1234567890/other")]
    [InlineData("/v24.0/anna@example.org/events")]
    [InlineData("/v24.0/1234567890/events/")]
    [InlineData("/v24.0/../v24.0/1234567890/events")]
    public async Task Send_UnknownPath_NothingLeaves(string path)
    {
        await using var harness = await GatewayHarness.StartAsync(ReplayedRecording.PolicyFolder("shipped-form"), environment: null);
        var request = new WireRequest("POST", path, [new("Host", "localhost"), new("Content-Type", "application/json")], "{}"u8.ToArray());
        await ReplayedRecording.SendRawAsync(harness, request, "meta-capi", harness.Acceptance("metaConversionsApi"));
        await harness.EventuallyAsync("metaConversionsApi", "received 1 sent 0 unknownEndpoint 1");
        Assert.Equal(0, harness.Vendor.Count);
    }

    private static (KeyValuePair<string, string>[] Headers, byte[] Body) Hostile(string kind)
    {
        var valid = Recording.Load("meta-capi", "01-default-events.http").Body;
        return kind switch
        {
            "truncated gzip" => (Headers(Json, "Content-Encoding: gzip"), Gzip(valid)[..^20]),
            "invalid JSON" => (Headers(Json), valid[..^1]),
            "invalid UTF-8" => (Headers(Json), [.. valid[..^2], .. "\",\"x\":\""u8, 0xC3, 0x28, .. "\"}"u8]),
            "form that says it is JSON" => (Headers(Json), "data=%7B%22event_name%22%3A%22Purchase%22%7D&access_token=EAAtesttoken"u8.ToArray()),
            "gzip that is none" => (Headers(Json, "Content-Encoding: gzip"), valid),
            "unknown content type" => (Headers("Content-Type: application/x-protobuf"), valid),
            "unknown content encoding" => (Headers(Json, "Content-Encoding: compress"), valid),
            "10 MB" => (Headers(Json), [.. "{\"data\":[{\"x\":\""u8, .. Enumerable.Repeat((byte)'a', 10_000_000), .. "\"}]}"u8]),
            "1000 deep" => (Headers(Json), Encoding.ASCII.GetBytes($"{{\"data\":{new string('[', 1000)}{new string(']', 1000)}}}")),
            "gzip bomb" => (Headers(Json), Bomb()),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private static KeyValuePair<string, string>[] Headers(params string[] lines) =>
        [.. lines.Select(l => l.Split(": ")).Select(l => KeyValuePair.Create(l[0], l[1]))];

    private static byte[] Gzip(byte[] data)
    {
        using var buffer = new MemoryStream();
        using (var stream = new GZipStream(buffer, CompressionLevel.Optimal))
        {
            stream.Write(data);
        }

        return buffer.ToArray();
    }

    private static byte[] Bomb()
    {
        using var buffer = new MemoryStream();
        using (var stream = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            var zeros = new byte[1 << 20];
            for (var written = 0; written < BombBytes; written += zeros.Length)
            {
                stream.Write(zeros);
            }
        }

        return buffer.ToArray();
    }
}
