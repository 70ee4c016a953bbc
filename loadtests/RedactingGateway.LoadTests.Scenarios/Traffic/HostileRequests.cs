using System.IO.Compression;
using System.Text;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.LoadTests.Scenarios.Traffic;

/// <summary>Requests that a gateway meets on the open internet. Each carries planted values: whatever becomes of it, they must not arrive.</summary>
internal static class HostileRequests
{
    private const string Events = "/v24.0/1234567890/events";

    // Values of the recordings' persons: the sink looks for them.
    private const string Event = """{"data":[{"event_name":"Purchase","event_time":1760000000,"user_data":{"external_id":["KD-2026-73145"]},"custom_data":{"familienstand":"verheiratet","iban":"DE47370400440532024135"}}]}""";

    // Zeros that make 32 KiB of gzip: more than any limit of a decoded body.
    private const int BombBytes = 32 << 20;

    private const int Depth = 1000;

    private static readonly (string Name, string Sdk, WireRequest Request)[] All =
    [
        ("truncatedJson", "meta-capi", Json(Encoding.UTF8.GetBytes(Event[..^20]))),
        ("invalidUtf8", "meta-capi", Json([.. Encoding.UTF8.GetBytes(Event[..^2]), 0xc3, 0x28, .. "]}"u8])),
        ("deepJson", "meta-capi", Json(Encoding.UTF8.GetBytes(new string('[', Depth) + Event + new string(']', Depth)))),
        ("duplicateMembers", "meta-capi", Json(Encoding.UTF8.GetBytes(Event.Replace("\"custom_data\"", "\"event_name\":\"DE47370400440532024135\",\"custom_data\":{\"value\":1},\"custom_data\"", StringComparison.Ordinal)))),
        ("truncatedGzip", "meta-capi", Json(Gzip(Encoding.UTF8.GetBytes(Event))[..^12], "gzip")),
        ("noGzip", "meta-capi", Json(Encoding.UTF8.GetBytes(Event), "gzip")),
        ("bomb", "meta-capi", Json(Gzip(new byte[BombBytes]), "gzip")),
        ("unknownEncoding", "meta-capi", Json(Encoding.UTF8.GetBytes(Event), "compress")),
        ("unknownType", "meta-capi", new WireRequest("POST", Events, [new("Content-Type", "application/octet-stream")], Encoding.UTF8.GetBytes(Event))),
        ("unknownFields", "ga4-gtag", Get("/g/collect?v=2&tid=G-TEST12345&cid=1.1&en=page_view&KD-2026-73145=verheiratet&x=DE47370400440532024135")),
        ("unknownEndpoint", "ga4-gtag", Get("/collect/KD-2026-73145?familienstand=verheiratet")),
        ("dotSegments", "ga4-gtag", Get("/g/../../g/collect?v=2&tid=G-TEST12345&cid=1.1&en=page_view&ep.x=verheiratet")),

        // A plain number in a path stays unless the policy's "paths" name its place, so the values stand where none may.
        ("brokenEscapes", "ga4-gtag", Get("/g/collect?v=2&tid=G-TEST12345&cid=1.1&en=page_view&dl=https%3A%2F%2Fshop.example%2F%zz%25-DE47370400440532024135%2F%zz%3Fkd%=%zz%KD-2026-73145&%=verheiratet")),
        ("longQuery", "ga4-gtag", Get($"/g/collect?v=2&tid=G-TEST12345&cid=1.1&en=page_view&{string.Join('&', Enumerable.Range(0, 400).Select(i => $"ep.x{i}=verheiratet"))}")),
    ];

    /// <summary>Number of kinds.</summary>
    public static int Kinds => All.Length;

    /// <summary>The request of a number, with the SDK below whose path it goes.</summary>
    public static (string Name, string Sdk, WireRequest Request) Pick(long number) => All[number % All.Length];

    private static WireRequest Get(string target) => new("GET", target, [], []);

    private static WireRequest Json(byte[] body, string? encoding = null) => new(
        "POST",
        Events,
        encoding is null ? [new("Content-Type", "application/json")] : [new("Content-Type", "application/json"), new("Content-Encoding", encoding)],
        body);

    private static byte[] Gzip(byte[] body)
    {
        using var coded = new MemoryStream();
        using (var encoder = new GZipStream(coded, CompressionLevel.Fastest))
        {
            encoder.Write(body);
        }

        return coded.ToArray();
    }
}
