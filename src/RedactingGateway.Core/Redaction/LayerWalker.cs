using System.Text.Unicode;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>Walks through the encodings around and inside a value: decode, decide what is inside, encode again.</summary>
internal static class LayerWalker
{
    /// <summary>Walks <paramref name="value"/>.</summary>
    /// <param name="session">The request.</param>
    /// <param name="chain">Encodings from the outside in.</param>
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
        var outcome = chain.IsEmpty ? WalkValue(session, value, root, output) : chain[0] switch
        {
            Codec.Json => JsonWalker.Walk(session, value, root, output),
            Codec.Form => WalkForm(session, value, root, output),
            Codec.FormLines => FormLinesWalker.Walk(session, value, root, output),
            Codec.Base64 or Codec.Base64Url => WalkBase64(session, chain, value, root, output),
            Codec.Gzip => WalkGzip(session, chain, value, root, output),
            _ => LayerOutcome.Undecodable,
        };
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

    // The chain ended without a structure: what was decoded is one value.
    private static LayerOutcome WalkValue(RedactionSession session, ReadOnlySpan<byte> value, FieldState root, PooledBuffer output)
    {
        if (!Utf8.IsValid(value))
        {
            return LayerOutcome.Undecodable;
        }

        var replacement = session.Rent();
        var verdict = FieldDecider.Decide(session, root, value, isNull: false, replacement);
        output.Write(replacement.Written);
        session.Return(replacement);
        return verdict switch
        {
            ValueVerdict.Keep => LayerOutcome.Unchanged,
            ValueVerdict.Replace => LayerOutcome.Changed,
            _ => LayerOutcome.Empty,
        };
    }

    private static LayerOutcome WalkForm(RedactionSession session, ReadOnlySpan<byte> value, FieldState root, PooledBuffer output)
    {
        session.Path?.Append("form");
        return FormWalker.Walk(session, value, root, output);
    }

    private static LayerOutcome WalkBase64(RedactionSession session, ReadOnlySpan<Codec> chain, ReadOnlySpan<byte> value, FieldState root, PooledBuffer output)
    {
        var urlAlphabet = chain[0] == Codec.Base64Url;
        var decoded = session.Rent();
        var inner = session.Rent();
        var outcome = Base64Coding.TryDecode(value, urlAlphabet, decoded)
            ? Walk(session, chain[1..], decoded.Written, root, inner)
            : LayerOutcome.Undecodable;
        if (outcome == LayerOutcome.Changed)
        {
            Base64Coding.Encode(inner.Written, urlAlphabet, value, output);
        }

        session.Return(inner);
        session.Return(decoded);
        return outcome;
    }

    private static LayerOutcome WalkGzip(RedactionSession session, ReadOnlySpan<Codec> chain, ReadOnlySpan<byte> value, FieldState root, PooledBuffer output)
    {
        var compressed = session.Rent();
        var decoded = session.Rent();
        var inner = session.Rent();
        compressed.Write(value);
        var outcome = Compression.Decompress(
            CompressionKind.Gzip, compressed.WrittenMemory, session.Limits.DecodedBytes, session.Limits.Ratio, decoded);
        if (outcome == LayerOutcome.Changed)
        {
            outcome = Walk(session, chain[1..], decoded.Written, root, inner);
        }

        outcome = Recompress(outcome, CompressionKind.Gzip, decoded, inner, output);
        session.Return(inner);
        session.Return(decoded);
        session.Return(compressed);
        return outcome;
    }

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
