using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Payloads.LzStrings;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>Walks through the encodings around and inside a value: decode, decide what is inside, encode again.</summary>
internal static class LayerWalker
{
    /// <summary>Walks <paramref name="value"/>.</summary>
    /// <param name="session">The request.</param>
    /// <param name="chain">Encodings from the outside in; the last one is a structure.</param>
    /// <param name="value">Encoded bytes.</param>
    /// <param name="root">What the protocol says of the innermost layer; null: nothing, so nothing leaves.</param>
    /// <param name="output">Takes the layer as it may leave, encoded again, where the outcome is <see cref="LayerOutcome.Changed"/>.</param>
    public static LayerOutcome Walk(RedactionSession session, ReadOnlySpan<Codec> chain, ReadOnlySpan<byte> value, FieldState? root, PooledBuffer output)
    {
        if (root is null)
        {
            return LayerOutcome.Empty;
        }

        if (session.Layers >= session.Limits.Layers)
        {
            return LayerOutcome.Limit;
        }

        session.Layers++;
        var start = output.Length;
        var outcome = chain.IsEmpty ? LayerOutcome.Undecodable : chain.Length == 1 ? WalkStructure(session, chain[0], value, root, output) : WalkCoding(session, chain, value, root, output);
        session.Layers--;
        if (session.LimitExceeded)
        {
            outcome = LayerOutcome.Limit;
        }

        if (outcome != LayerOutcome.Changed)
        {
            output.Truncate(start);
        }

        return outcome;
    }

    private static LayerOutcome WalkStructure(RedactionSession session, Codec structure, ReadOnlySpan<byte> value, FieldState root, PooledBuffer output)
    {
        switch (structure)
        {
            case Codec.Json:
                return JsonWalker.Walk(session, value, root, output);
            case Codec.Form:
                session.Path?.Append("form");
                return FormWalker.Walk(session, value, root, output);
            case Codec.Query:
                session.Path?.Append("form");
                return QueryWalker.Walk(session, value, root, output);
            case Codec.PackedByDot or Codec.PackedByTwo:
                session.Path?.Append("packed");
                return PackedWalker.Walk(session, value, root, byDot: structure == Codec.PackedByDot, output);
            case Codec.FormLines or Codec.JsonLines:
                return LinesWalker.Walk(session, structure, value, root, output);
            case Codec.Envelope:
                return EnvelopeWalker.Walk(session, value, root, output);
            default:
                return LayerOutcome.Undecodable;
        }
    }

    private static LayerOutcome WalkCoding(RedactionSession session, ReadOnlySpan<Codec> chain, ReadOnlySpan<byte> value, FieldState root, PooledBuffer output)
    {
        var decoded = session.Rent();
        var inner = session.Rent();
        var outcome = Decode(session, chain[0], value, decoded);
        if (outcome == LayerOutcome.Changed)
        {
            outcome = Walk(session, chain[1..], decoded.Written, root, inner);
        }

        if (CompressionOf(chain[0]) is { } compression)
        {
            outcome = Recompress(outcome, compression, decoded, inner, output);
        }
        else if (outcome == LayerOutcome.Changed)
        {
            Encode(chain[0], inner.Written, value, output);
        }

        session.Return(inner);
        session.Return(decoded);
        return outcome;
    }

    private static LayerOutcome Decode(RedactionSession session, Codec coding, ReadOnlySpan<byte> value, PooledBuffer decoded)
    {
        switch (coding)
        {
            case Codec.Base64 or Codec.Base64Url:
                return Base64Coding.TryDecode(value, coding == Codec.Base64Url, decoded) ? LayerOutcome.Changed : LayerOutcome.Undecodable;
            case Codec.LzString:
                return LzStringCoding.Decode(value, session.Limits.DecodedBytes, decoded);
            case Codec.Percent:
                var scratch = session.Rent();
                decoded.Write(PercentCoding.Decode(value, plusIsSpace: false, scratch));
                session.Return(scratch);
                return LayerOutcome.Changed;
            default:
                var compressed = session.Rent();
                compressed.Write(value);
                var outcome = Compression.Decompress(CompressionOf(coding)!.Value, compressed.WrittenMemory, session.Limits.DecodedBytes, session.Limits.Ratio, decoded);
                session.Return(compressed);
                return outcome;
        }
    }

    private static void Encode(Codec coding, ReadOnlySpan<byte> inner, ReadOnlySpan<byte> original, PooledBuffer output)
    {
        switch (coding)
        {
            case Codec.LzString:
                LzStringCoding.Encode(inner, original, output);
                break;
            case Codec.Percent:
                PercentCoding.Encode(inner, spaceAsPlus: false, output);
                break;
            default:
                Base64Coding.Encode(inner, coding == Codec.Base64Url, original, output);
                break;
        }
    }

    private static CompressionKind? CompressionOf(Codec coding) => coding switch
    {
        Codec.Gzip => CompressionKind.Gzip,
        Codec.Zlib => CompressionKind.Zlib,
        Codec.Brotli => CompressionKind.Brotli,
        Codec.Zstd => CompressionKind.Zstd,
        _ => null,
    };

    /// <summary>Compresses what may leave of a compressed layer, also where nothing inside changed.</summary>
    /// <remarks>
    /// The original container is never passed on: a gzip header has room for a file name and a comment, and what stands
    /// behind the end of the stream is read by nobody here.
    /// </remarks>
    /// <param name="outcome">What came of the layer inside.</param>
    /// <param name="kind">How the layer came.</param>
    /// <param name="decoded">The layer inside as it came.</param>
    /// <param name="inner">The layer inside as it may leave, where it changed.</param>
    /// <param name="output">Takes the compressed layer.</param>
    public static LayerOutcome Recompress(LayerOutcome outcome, CompressionKind kind, PooledBuffer decoded, PooledBuffer inner, PooledBuffer output)
    {
        if (outcome is not (LayerOutcome.Changed or LayerOutcome.Unchanged))
        {
            return outcome;
        }

        Compression.Compress(kind, outcome == LayerOutcome.Changed ? inner.Written : decoded.Written, output);
        return LayerOutcome.Changed;
    }
}
