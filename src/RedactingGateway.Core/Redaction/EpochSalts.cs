using System.Security.Cryptography;

namespace RedactingGateway.Core.Redaction;

/// <summary>The random salts of epochs, in memory: without the salt of its epoch nobody can make a pseudonym again.</summary>
/// <remarks>What fills and empties it decides how long a salt lives; a salt that is not here makes pseudonyms of its epoch impossible.</remarks>
public sealed class EpochSalts
{
    /// <summary>Length of a salt, bytes: as long as the hash behind the keys.</summary>
    public const int Length = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<Epoch, byte[]> _salts = [];
    private readonly bool _makesMissing;
    private int _version;

    /// <summary>Makes an empty set.</summary>
    public EpochSalts()
        : this(makesMissing: false)
    {
    }

    private EpochSalts(bool makesMissing) => _makesMissing = makesMissing;

    /// <summary>Changes when a salt was destroyed or replaced: keys derived before are void.</summary>
    internal int Version => Volatile.Read(ref _version);

    /// <summary>A set that makes every salt when it is first asked for, and forgets all with the process.</summary>
    public static EpochSalts InMemory() => new(makesMissing: true);

    /// <summary>Whether the salt is here.</summary>
    public bool Contains(Epoch epoch)
    {
        lock (_lock)
        {
            return _salts.ContainsKey(epoch);
        }
    }

    /// <summary>Copies a salt.</summary>
    /// <returns>False where it is not here.</returns>
    public bool TryCopy(Epoch epoch, Span<byte> salt)
    {
        // A copy, made while nobody may wipe the original: a key from a half-wiped salt could be made again.
        lock (_lock)
        {
            if (!_salts.TryGetValue(epoch, out var bytes))
            {
                if (!_makesMissing)
                {
                    return false;
                }

                bytes = RandomNumberGenerator.GetBytes(Length);
                _salts.Add(epoch, bytes);
            }

            bytes.CopyTo(salt);
            return true;
        }
    }

    /// <summary>Adds a salt, or replaces the epoch's salt by another one.</summary>
    public void Put(Epoch epoch, ReadOnlySpan<byte> salt)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(salt.Length, Length, nameof(salt));
        lock (_lock)
        {
            if (_salts.TryGetValue(epoch, out var bytes))
            {
                if (CryptographicOperations.FixedTimeEquals(bytes, salt))
                {
                    return;
                }

                Wipe(bytes);
            }

            _salts[epoch] = salt.ToArray();
        }
    }

    /// <summary>Wipes a salt.</summary>
    public void Destroy(Epoch epoch)
    {
        lock (_lock)
        {
            if (_salts.Remove(epoch, out var bytes))
            {
                Wipe(bytes);
            }
        }
    }

    private void Wipe(byte[] bytes)
    {
        CryptographicOperations.ZeroMemory(bytes);
        Interlocked.Increment(ref _version);
    }
}
