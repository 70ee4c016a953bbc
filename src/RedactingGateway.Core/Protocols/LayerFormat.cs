using System.Collections.Immutable;
using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Protocols;

/// <summary>How a value or a body is encoded: a chain of layers, or several of which the bytes themselves choose one.</summary>
/// <remarks>
/// The choice looks at how the bytes begin, never at what decodes: two decoders that both accept a value could be made to
/// see different things in it.
/// </remarks>
/// <param name="Alternatives">Chains from the outside in; none: the value is itself, a body is refused.</param>
public sealed record LayerFormat(ImmutableArray<ImmutableArray<Codec>> Alternatives)
{
    /// <summary>No layers.</summary>
    public static LayerFormat None { get; } = new([]);

    /// <summary>Whether there are no layers.</summary>
    public bool IsEmpty => Alternatives.IsEmpty;

    /// <summary>Whether a chain ends in <paramref name="structure"/>.</summary>
    public bool EndsIn(Codec structure)
    {
        foreach (var chain in Alternatives)
        {
            if (chain[^1] == structure)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The chain for <paramref name="value"/>; empty where none fits.</summary>
    public ReadOnlySpan<Codec> Choose(ReadOnlySpan<byte> value)
    {
        ImmutableArray<Codec> other = [];
        foreach (var chain in Alternatives)
        {
            switch (chain[0])
            {
                case var _ when IsOnlyOne(chain):
                    return chain.AsSpan();
                case Codec.Json or Codec.JsonLines or Codec.Envelope when JsonText.BeginsLikeJson(value):
                case Codec.Gzip when Compression.IsGzip(value):
                case Codec.Zlib when Compression.IsZlib(value):
                    return chain.AsSpan();
                case Codec.Json or Codec.JsonLines or Codec.Envelope or Codec.Gzip or Codec.Zlib or Codec.Multipart:
                    break;
                default:
                    other = chain;
                    break;
            }
        }

        return other.AsSpan();
    }

    // Multipart is told by the Content-Type, not by the bytes.
    private bool IsOnlyOne(ImmutableArray<Codec> chain)
    {
        foreach (var rival in Alternatives)
        {
            if (rival != chain && rival[0] != Codec.Multipart)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Equal where the chains are.</summary>
    public bool Equals(LayerFormat? other) =>
        other is not null && Alternatives.Length == other.Alternatives.Length
        && Alternatives.Zip(other.Alternatives).All(pair => pair.First.SequenceEqual(pair.Second));

    /// <inheritdoc/>
    public override int GetHashCode() => Alternatives.Length == 0 ? 0 : HashCode.Combine(Alternatives.Length, Alternatives[0].Length, Alternatives[0][^1]);
}
