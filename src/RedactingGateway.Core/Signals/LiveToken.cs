using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace RedactingGateway.Core.Signals;

/// <summary>
/// Writes and reads the token by which a browser lets its own requests be shown to it: <c>live.{unix seconds of its end}.{random}.{HMAC-SHA-256}</c>.
/// It is drawn anew at every start, and nothing else knows it.
/// </summary>
public sealed class LiveToken
{
    /// <summary>Ten minutes: long enough to try a site out; then it ends by itself.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    // 128 bits: nobody guesses one that is in use.
    private const int RandomBytes = 16;

    private readonly SignedToken _tokens;
    private readonly TimeProvider _time;
    private readonly byte[] _key;

    /// <summary>Makes the reader and writer of one gateway.</summary>
    /// <param name="secrets">The gateway's root secrets.</param>
    /// <param name="time">The clock.</param>
    public LiveToken(RootSecrets secrets, TimeProvider time)
    {
        _tokens = new SignedToken(secrets, time, "live");
        _time = time;
        _key = secrets.Derive("live session 1").First();
    }

    /// <summary>A new token.</summary>
    public string Write() => _tokens.Write((_time.GetUtcNow() + Lifetime).ToUnixTimeSeconds(), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes)));

    /// <summary>Reads a token.</summary>
    /// <param name="token">The cookie's value.</param>
    /// <param name="session">The session that it opens.</param>
    /// <returns><see langword="false"/>: it is malformed, forged, or has ended.</returns>
    public bool TryRead(ReadOnlyMemory<char> token, out LiveSessionKey session)
    {
        session = default;
        if (!_tokens.TryRead(token, out var body))
        {
            return false;
        }

        var end = token.Span["live.".Length..];
        Span<byte> random = stackalloc byte[Base64Url.GetMaxDecodedLength(body.Length)];
        if (!Base64Url.TryDecodeFromChars(body.Span, random, out var length))
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, random[..length], hash);
        session = new LiveSessionKey(
            BinaryPrimitives.ReadUInt128BigEndian(hash), DateTimeOffset.FromUnixTimeSeconds(long.Parse(end[..end.IndexOf('.')], NumberStyles.None, CultureInfo.InvariantCulture)));
        return true;
    }
}

/// <summary>A session as the gateway knows it: a keyed hash of the token's random part.</summary>
/// <param name="Value">First half of the HMAC-SHA-256.</param>
/// <param name="End">When it ends.</param>
public readonly record struct LiveSessionKey(UInt128 Value, DateTimeOffset End)
{
    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
