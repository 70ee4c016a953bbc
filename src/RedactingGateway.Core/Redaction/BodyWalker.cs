using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>Walks a body: compression by header or by its magic bytes, then the form that the endpoint declares.</summary>
internal static class BodyWalker
{
    /// <summary>Walks <paramref name="body"/>, which is not empty.</summary>
    /// <param name="session">The request.</param>
    /// <param name="endpoint">What the body is, whatever its Content-Type says.</param>
    /// <param name="body">Bytes as received.</param>
    /// <param name="mediaType">Content-Type, already known to say nothing but what it should; null: there was none.</param>
    /// <param name="contentEncoding">Content-Encoding as received, or null.</param>
    /// <param name="output">Takes the body where the outcome is <see cref="LayerOutcome.Changed"/>, compressed as it came.</param>
    public static LayerOutcome Walk(
        RedactionSession session, CompiledEndpoint endpoint, ReadOnlyMemory<byte> body, MediaType? mediaType, string? contentEncoding, PooledBuffer output)
    {
        if (Compression.FromContentEncoding(contentEncoding) is not { } compression)
        {
            return LayerOutcome.Undecodable;
        }

        if (compression == CompressionKind.None)
        {
            compression = Compression.FromFirstBytes(body.Span);
        }

        if (compression == CompressionKind.None)
        {
            return WalkPlain(session, endpoint, body.Span, mediaType, output);
        }

        var decoded = session.Rent();
        var inner = session.Rent();
        var outcome = Compression.Decompress(compression, body, session.Limits.DecodedBytes, session.Limits.Ratio, decoded);
        if (outcome == LayerOutcome.Changed)
        {
            outcome = WalkPlain(session, endpoint, decoded.Written, mediaType, inner);
        }

        outcome = LayerWalker.Recompress(outcome, compression, decoded, inner, output);

        session.Return(inner);
        session.Return(decoded);
        return outcome;
    }

    private static LayerOutcome WalkPlain(
        RedactionSession session, CompiledEndpoint endpoint, ReadOnlySpan<byte> body, MediaType? mediaType, PooledBuffer output)
    {
        if (mediaType is { Boundary: { } boundary })
        {
            session.Path?.Append("form");
            return endpoint.Body.EndsIn(Codec.Multipart) && !session.Net.HoldsFormedValue(System.Text.Encoding.ASCII.GetBytes(boundary)) ? MultipartWalker.Walk(session, body, boundary, endpoint.FormBody, output) : LayerOutcome.Undecodable;
        }

        var chain = endpoint.Body.Choose(body);
        if (chain.IsEmpty || chain[^1] == Codec.Multipart)
        {
            return LayerOutcome.Undecodable;
        }

        // Addresses of a form body begin with the form's name, without "body" before it.
        session.Path?.Append(chain[^1] switch { Codec.Form => "", Codec.Json => "body.", _ => "body" });
        return LayerWalker.Walk(session, chain, body, endpoint.BodyOf(chain[^1]), output);
    }
}
