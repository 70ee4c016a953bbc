using System.Security.Cryptography;
using System.Text;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Signals;

/// <summary>The gateway's root secret, and the one before it, whose signatures and keyed hashes still count.</summary>
/// <remarks>No record: a record prints what it holds.</remarks>
public sealed class RootSecrets
{
    /// <summary>Shortest root secret, bytes: 256 bits, as long as the keys derived from it.</summary>
    public const int MinBytes = PseudonymKeys.MinRootSecretBytes;

    private readonly byte[][] _secrets;

    /// <summary>Copies the secrets.</summary>
    /// <param name="current">At least <see cref="MinBytes"/> bytes.</param>
    /// <param name="previous">The secret before a rotation; empty: none.</param>
    public RootSecrets(ReadOnlySpan<byte> current, ReadOnlySpan<byte> previous = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(current.Length, MinBytes, nameof(current));
        _secrets = previous.IsEmpty ? [current.ToArray()] : [current.ToArray(), previous.ToArray()];
    }

    /// <summary>The keys of one use, today's first (HKDF with SHA-256, RFC 5869).</summary>
    internal IEnumerable<byte[]> Derive(string use) =>
        _secrets.Select(s => HKDF.DeriveKey(HashAlgorithmName.SHA256, s, HMACSHA256.HashSizeInBytes, info: Encoding.UTF8.GetBytes(use)));
}
