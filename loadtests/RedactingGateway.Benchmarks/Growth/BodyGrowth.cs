using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RedactingGateway.Benchmarks.Engine;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Benchmarks.Growth;

/// <summary>Bodies that grow, each in another way; expected: no faster than they do.</summary>
internal static class BodyGrowth
{
    private const int Kilobyte = 1000;

    private static readonly int[] Bytes = [Kilobyte, 10 * Kilobyte, 100 * Kilobyte, 1000 * Kilobyte];

    private static readonly Redactor Redactor = new(new PseudonymKeys(new byte[32], TimeProvider.System, TimeZoneInfo.Utc, EpochSalts.InMemory()));

    public static IEnumerable<GrowthSeries> Series()
    {
        var policy = EnginePolicy.Snapshot;

        // What is measured here is growth, not where the shipped policy stops it.
        var limits = policy.Limits with { Fields = int.MaxValue, Ratio = int.MaxValue };
        RecordedRequest Load(string destination, string sdk, string file) => RecordedRequest.Load(policy, destination, sdk, file);
        var segment = Load("segment", "segment-browser", "24-batch-b.http");
        var postHog = Load("postHog", "posthog-js", "06-gzip-e.http");
        var ga4 = Load("ga4", "ga4-gtag", "02-default-collect.http");
        var meta = Load("metaConversionsApi", "meta-capi", "01-default-events.http");
        yield return Grow("body, JSON (Segment)", Bytes, bytes => segment.WithBody(JsonBatch.Repeat(segment.Request.Body.Span, "batch", bytes)), limits);
        yield return Grow("body, gzip of JSON (PostHog), decoded size", Bytes[1..], bytes => postHog.WithBody(Compress(JsonBatch.Repeat(Decompress(postHog.Request.Body), "batch", bytes))), limits);
        yield return Grow("body, lines of parameters (GA4)", Bytes, bytes => ga4.WithBody(Lines(ga4.Request.Body, bytes)), limits);
        yield return Grow("one text (Meta: content id)", Bytes, bytes => meta.WithBody(WithContents(meta.Request.Body, 1, Prose(bytes))), limits);
        int[] fields = [8, 64, 512, 4096];
        yield return Grow("known fields (Meta: contents)", fields, count => meta.WithBody(WithContents(meta.Request.Body, count / 2, "SKU-4711")), limits, isCount: true);
        yield return Grow("unknown fields (Meta: custom data)", fields, count => meta.WithBody(WithUnknown(meta.Request.Body, count)), limits, isCount: true);
    }

    private static GrowthSeries Grow(string what, int[] sizes, Func<int, RecordedRequest> make, GatewayLimits limits, bool isCount = false) => new(
        what,
        IsFlat: false,
        [
            .. sizes.Select(size =>
            {
                var one = new EngineCase(what, make(size), limits, _ => EngineFloor.Json);
                var body = one.Recorded.Request.Body;
                var bytes = body.Span is [0x1F, 0x8B, ..] ? Decompress(body).Length : body.Length;
                return isCount
                    ? new GrowthStep($"{size}", size, () => one.Redact(Redactor))
                    : new GrowthStep(string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)Kilobyte:F1} kB"), bytes, () => one.Redact(Redactor));
            }),
        ]);

    // The first recorded line, again and again; none ends the last one.
    private static byte[] Lines(ReadOnlyMemory<byte> body, int bytes)
    {
        var line = Encoding.UTF8.GetString(body.Span[..body.Span.IndexOf("\r\n"u8)]);
        return Encoding.UTF8.GetBytes(string.Join("\r\n", Enumerable.Repeat(line, Math.Max(1, bytes / (line.Length + 2)))));
    }

    private static string Prose(int characters)
    {
        var prose = Encoding.UTF8.GetString(DetectorTexts.Clean);
        return string.Concat(Enumerable.Repeat(prose, (characters / prose.Length) + 1))[..characters];
    }

    private static byte[] WithContents(ReadOnlyMemory<byte> body, int count, string id) => Change(body, data =>
        data["contents"] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => new JsonObject { ["id"] = id, ["quantity"] = 1 })]));

    private static byte[] WithUnknown(ReadOnlyMemory<byte> body, int count) => Change(body, data =>
    {
        for (var i = 0; i < count; i++)
        {
            data[string.Create(CultureInfo.InvariantCulture, $"eigenes_{i:D4}")] = i;
        }
    });

    private static byte[] Change(ReadOnlyMemory<byte> body, Action<JsonObject> change)
    {
        var document = JsonNode.Parse(body.Span)!;
        change(document["data"]![0]!["custom_data"]!.AsObject());
        return JsonSerializer.SerializeToUtf8Bytes(document);
    }

    private static byte[] Decompress(ReadOnlyMemory<byte> body)
    {
        using var decoded = new MemoryStream();
        using (var decoder = new GZipStream(new MemoryStream(body.ToArray()), CompressionMode.Decompress))
        {
            decoder.CopyTo(decoded);
        }

        return decoded.ToArray();
    }

    private static byte[] Compress(byte[] body)
    {
        using var coded = new MemoryStream();
        using (var encoder = new GZipStream(coded, CompressionLevel.Optimal))
        {
            encoder.Write(body);
        }

        return coded.ToArray();
    }
}
