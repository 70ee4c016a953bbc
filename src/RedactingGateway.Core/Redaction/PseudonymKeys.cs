using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RedactingGateway.Core.Redaction;

/// <summary>Keys of pseudonyms, derived from the root secret for a domain, a category and an epoch.</summary>
public sealed class PseudonymKeys
{
    /// <summary>Shortest root secret, bytes: 256 bits, as long as the keys derived from it.</summary>
    public const int MinRootSecretBytes = 32;

    private readonly byte[] _rootSecret;
    private readonly TimeProvider _time;
    private readonly TimeZoneInfo _timeZone;

    /// <summary>Makes the keys of one gateway.</summary>
    /// <param name="rootSecret">At least <see cref="MinRootSecretBytes"/> bytes; copied.</param>
    /// <param name="time">The clock that epochs go by.</param>
    /// <param name="timeZone">Epochs start at midnight here.</param>
    public PseudonymKeys(ReadOnlySpan<byte> rootSecret, TimeProvider time, TimeZoneInfo timeZone)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rootSecret.Length, MinRootSecretBytes, nameof(rootSecret));
        _rootSecret = rootSecret.ToArray();
        _time = time;
        _timeZone = timeZone;
    }

    internal DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Whether <paramref name="key"/> is the one of <paramref name="time"/>.</summary>
    internal bool IsOf(PseudonymKey key, DateTimeOffset time) => ReferenceEquals(key.Owner, this) && time < key.Ends && time >= key.Starts;

    /// <summary>The key of the epoch that <paramref name="time"/> lies in.</summary>
    internal PseudonymKey Derive(string domain, string category, int rotateDays, DateTimeOffset time)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, _timeZone).DateTime);
        var epoch = today.DayNumber / rotateDays;
        var info = string.Create(CultureInfo.InvariantCulture, $"pseudonym\0{domain}\0{category}\0{rotateDays}\0{epoch}");
        var bytes = HKDF.DeriveKey(HashAlgorithmName.SHA256, _rootSecret, HMACSHA256.HashSizeInBytes, info: Encoding.UTF8.GetBytes(info));
        return new PseudonymKey(this, bytes, Midnight(epoch * rotateDays), Midnight((epoch + 1) * rotateDays));
    }

    /// <summary>A seed that is equal for equal sessions of one recipient, and says nothing about them.</summary>
    internal void DeriveSeed(string domain, ReadOnlySpan<byte> session, Span<byte> seed)
    {
        Span<byte> key = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _rootSecret, key, salt: default, info: Encoding.UTF8.GetBytes($"session\0{domain}"));
        HMACSHA256.HashData(key, session, seed);
        CryptographicOperations.ZeroMemory(key);
    }

    private DateTimeOffset Midnight(int dayNumber)
    {
        var local = DateOnly.FromDayNumber(dayNumber).ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);

        // Where daylight saving skips midnight, the epoch starts at the first moment that exists.
        while (_timeZone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        return new DateTimeOffset(local, _timeZone.GetUtcOffset(local));
    }
}

/// <summary>One derived key and the time it is good for.</summary>
internal sealed record PseudonymKey(PseudonymKeys Owner, byte[] Bytes, DateTimeOffset Starts, DateTimeOffset Ends);
