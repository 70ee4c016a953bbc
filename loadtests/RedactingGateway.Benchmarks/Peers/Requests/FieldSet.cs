using System.Buffers.Text;
using System.IO.Compression;
using System.Text.Json;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.Benchmarks.Peers.Requests;

/// <summary>A value of a request.</summary>
internal readonly record struct FieldValue(string Address, string Value);

/// <summary>All values in a request, down to JSON in base64.</summary>
/// <remarks>It shares no code with the gateway.</remarks>
internal static class FieldSet
{
    // Of the hop, or of its framing: they say nothing of a visitor.
    private static readonly string[] HopHeaders = ["ACCEPT-ENCODING", "CONNECTION", "CONTENT-LENGTH", "CONTENT-TYPE", "HOST", "TRANSFER-ENCODING"];

    /// <summary>The values, sorted by address.</summary>
    public static IReadOnlyList<FieldValue> Of(WireRequest request)
    {
        var values = request.Headers
            .Where(static h => !HopHeaders.Contains(h.Key.ToUpperInvariant(), StringComparer.Ordinal))
            .Select(static h => new FieldValue($"header.{h.Key.ToLowerInvariant()}", h.Value));
        var question = request.Target.IndexOf('?', StringComparison.Ordinal);
        if (question >= 0)
        {
            values = values.Concat(request.Target[(question + 1)..]
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(static p => p.Split('=', 2))
                .Select(static p => new FieldValue($"query.{Uri.UnescapeDataString(p[0])}", Uri.UnescapeDataString(p[^1]))));
        }

        return [.. values.Concat(Body(request.Body)).OrderBy(static v => v.Address, StringComparer.Ordinal)];
    }

    private static IEnumerable<FieldValue> Body(byte[] body)
    {
        if (body is [0x1f, 0x8b, ..])
        {
            using var decoded = new MemoryStream();
            using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
            gzip.CopyTo(decoded);
            return Body(decoded.ToArray());
        }

        if (body.Length == 0)
        {
            return [];
        }

        using var document = JsonDocument.Parse(body);
        return [.. Values(document.RootElement, "body")];
    }

    private static IEnumerable<FieldValue> Values(JsonElement element, string address) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(m => Values(m.Value, $"{address}.{m.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(e => Values(e, $"{address}[]")),
        JsonValueKind.String when Nested(element.GetString()!) is { } nested => Nest(nested, address),
        _ => [new FieldValue(address, element.ToString())],
    };

    private static IEnumerable<FieldValue> Nest(byte[] nested, string address)
    {
        using var document = JsonDocument.Parse(nested);
        return [.. Values(document.RootElement, $"{address}>")];
    }

    // base64 of an object: nothing else in the recordings begins like it.
    private static byte[]? Nested(string text) =>
        text.StartsWith("eyJ", StringComparison.Ordinal) && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
