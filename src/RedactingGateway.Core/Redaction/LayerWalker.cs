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
        compressed.Write(value);
        var outcome = WalkCompressed(session, CompressionKind.Gzip, chain[1..], compressed.WrittenMemory, root, output);
        session.Return(compressed);
        return outcome;
    }

    /// <summary>Decompresses, walks what is inside, and compresses again.</summary>
    public static LayerOutcome WalkCompressed(
        RedactionSession session, CompressionKind kind, ReadOnlySpan<Codec> chain, ReadOnlyMemory<byte> value, FieldState root, PooledBuffer output)
    {
        var decoded = session.Rent();
        var inner = session.Rent();
        var outcome = Compression.Decompress(kind, value, session.Limits.DecodedBytes, session.Limits.Ratio, decoded);
        if (outcome == LayerOutcome.Changed)
        {
            outcome = Walk(session, chain, decoded.Written, root, inner);
        }

        // Anew even where nothing changed inside: the container itself has room for text (BodyWalker says where).
        if (outcome is LayerOutcome.Changed or LayerOutcome.Unchanged)
        {
            Compression.Compress(kind, outcome == LayerOutcome.Changed ? inner.Written : decoded.Written, output);
            outcome = LayerOutcome.Changed;
        }

        session.Return(inner);
        session.Return(decoded);
        return outcome;
    }
}
