using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace RedactingGateway.Core.Redaction;

/// <summary>Keys of pseudonyms, derived from the root secret and an epoch's salt for a domain and a category.</summary>
public sealed class PseudonymKeys
{
    /// <summary>Shortest root secret, bytes: 256 bits, as long as the keys derived from it.</summary>
    public const int MinRootSecretBytes = 32;

    private readonly byte[] _rootSecret;
    private readonly TimeProvider _time;
    private readonly EpochCalendar _calendar;
    private readonly EpochSalts _salts;
    private readonly ConcurrentDictionary<string, KeyedHash> _sessions = new(StringComparer.Ordinal);

    /// <summary>Makes the keys of one gateway.</summary>
    /// <param name="rootSecret">At least <see cref="MinRootSecretBytes"/> bytes; copied.</param>
    /// <param name="time">The clock that epochs go by.</param>
    /// <param name="timeZone">Epochs start at midnight here.</param>
    /// <param name="salts">The salts of the epochs; without an epoch's salt it has no keys.</param>
    public PseudonymKeys(ReadOnlySpan<byte> rootSecret, TimeProvider time, TimeZoneInfo timeZone, EpochSalts salts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rootSecret.Length, MinRootSecretBytes, nameof(rootSecret));
        _rootSecret = rootSecret.ToArray();
        _time = time;
        _calendar = new EpochCalendar(timeZone);
        _salts = salts;
    }

    internal DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Whether <paramref name="key"/> is the one of <paramref name="time"/>, and its salt is still there.</summary>
    internal bool IsOf(PseudonymKey key, DateTimeOffset time) =>
        ReferenceEquals(key.Owner, this) && time < key.Ends && time >= key.Starts && key.SaltVersion == _salts.Version;

    /// <summary>The key of the epoch that <paramref name="time"/> lies in; null where the epoch's salt is not there.</summary>
    internal PseudonymKey? Derive(string domain, string category, int rotateDays, DateTimeOffset time)
    {
        var version = _salts.Version;
        var epoch = _calendar.At(rotateDays, time);
        Span<byte> salt = stackalloc byte[EpochSalts.Length];
        if (!_salts.TryCopy(epoch, salt))
        {
            return null;
        }

        var key = Derive(salt, $"pseudonym\0{domain}\0{category}\0{rotateDays}\0{epoch.Number}", epoch, version);
        CryptographicOperations.ZeroMemory(salt);
        return key;
    }

    /// <summary>The key that unbiased rounding is drawn by. It names nobody and links nothing, so it needs no salt.</summary>
    internal PseudonymKey DeriveRounding(int rotateDays, DateTimeOffset time)
    {
        var epoch = _calendar.At(rotateDays, time);
        return Derive(salt: default, $"rounding\0{rotateDays}\0{epoch.Number}", epoch, _salts.Version);
    }

    /// <summary>A seed that is equal for equal sessions of one recipient, and says nothing about them.</summary>
    internal void DeriveSeed(string domain, ReadOnlySpan<byte> session, Span<byte> seed)
    {
        if (!_sessions.TryGetValue(domain, out var hash))
        {
            // Recipients of the policy: none that a client names.
            hash = _sessions.GetOrAdd(domain, DeriveHash(salt: default, $"session\0{domain}"));
        }

        hash.Compute(session, seed);
    }

    private PseudonymKey Derive(ReadOnlySpan<byte> salt, FormattableString info, Epoch epoch, int version) =>
        new(this, DeriveHash(salt, info), _calendar.Starts(epoch), _calendar.Ends(epoch), version);

    private KeyedHash DeriveHash(ReadOnlySpan<byte> salt, FormattableString info)
    {
        var key = new byte[KeyedHash.Length];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _rootSecret, key, salt, Encoding.UTF8.GetBytes(FormattableString.Invariant(info)));
        return new KeyedHash(key);
    }
}

/// <summary>One derived key, the time it is good for, and the state of the salts that it was made in.</summary>
internal sealed record PseudonymKey(PseudonymKeys Owner, KeyedHash Hash, DateTimeOffset Starts, DateTimeOffset Ends, int SaltVersion);
