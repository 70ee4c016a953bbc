using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace RedactingGateway.Core.Redaction;

/// <summary>HMAC-SHA-256 under one key. What the key does to the hash is worked out once: doing it anew costs more than hashing a short value.</summary>
/// <remarks>Used by any number of threads; what a value left in a state is overwritten before the next one uses it.</remarks>
/// <param name="key">The key; held on to.</param>
internal sealed class KeyedHash(byte[] key)
{
    /// <summary>Length of a hash, bytes.</summary>
    public const int Length = HMACSHA256.HashSizeInBytes;

    // As many as ever hashed at the same moment.
    private readonly ConcurrentQueue<IncrementalHash> _idle = new();

    /// <summary>Hashes <paramref name="value"/>.</summary>
    public void Compute(ReadOnlySpan<byte> value, Span<byte> hash)
    {
        var state = _idle.TryDequeue(out var idle) ? idle : IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        state.AppendData(value);
        state.GetHashAndReset(hash);
        _idle.Enqueue(state);
    }
}
