using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RedactingGateway.Core.Signals;

/// <summary>
/// Writes and reads the choice cookie. A refusal is <c>refused.2026-11</c>: equal for all who refuse in a month, no id.
/// An acceptance is <c>accepted.{unix seconds}.{gpc 0|1}.{record id}.{purpose}~{scope}:….{HMAC-SHA-256}</c>.
/// </summary>
/// <remarks>
/// Forging a refusal harms nobody, so it carries no integrity protection and with it no unique bytes. The key of the
/// acceptance is derived from the root secret (HKDF), so every node reads every node's cookie.
/// </remarks>
public sealed class ChoiceCookie
{
    /// <summary>Name on hosts that serve https or localhost: bound to the host, path <c>/</c>, Secure (RFC 6265bis § 4.1.3.2).</summary>
    public const string Name = "__Host-privacy-choice";

    // 3,800 characters: room for 64 purposes with long names; cookies of more than 4,096 bytes are dropped by browsers.
    private const int MaxLength = 3800;

    private const string RefusedPrefix = "refused.";
    private const string AcceptedPrefix = "accepted.";

    private readonly byte[] _key;
    private readonly TimeProvider _time;

    /// <summary>Makes the reader and writer of one gateway.</summary>
    /// <param name="rootSecret">The gateway's root secret, at least 32 bytes.</param>
    /// <param name="time">The clock for new choices.</param>
    public ChoiceCookie(ReadOnlySpan<byte> rootSecret, TimeProvider time)
    {
        _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, rootSecret.ToArray(), HMACSHA256.HashSizeInBytes, info: "choice cookie 1"u8.ToArray());
        _time = time;
    }

    /// <summary>The value for a refusal made now.</summary>
    public string WriteRefusal() => RefusedPrefix + _time.GetUtcNow().ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The value for an acceptance made now.</summary>
    /// <param name="scopes">Accepted purposes with the scope that was shown.</param>
    /// <param name="gpcWasOn">Whether the browser sent <c>Sec-GPC: 1</c> when the choice was made.</param>
    public string WriteAcceptance(IEnumerable<KeyValuePair<string, string>> scopes, bool gpcWasOn)
    {
        var list = string.Join(':', scopes.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}~{s.Value}"));
        var recordId = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{AcceptedPrefix}{_time.GetUtcNow().ToUnixTimeSeconds()}.{(gpcWasOn ? 1 : 0)}.{recordId}.{list}");
        return $"{text}.{Base64Url.EncodeToString(Sign(text))}";
    }

    /// <summary>Reads a cookie value; whatever is not well-formed and signed is <see cref="ChoiceKind.Unreadable"/>.</summary>
    public StoredChoice Read(string value)
    {
        if (value.Length > MaxLength)
        {
            return StoredChoice.Unreadable;
        }

        if (value.StartsWith(RefusedPrefix, StringComparison.Ordinal))
        {
            return StoredChoice.Refused;
        }

        return value.StartsWith(AcceptedPrefix, StringComparison.Ordinal) && ReadAcceptance(value) is { } accepted
            ? accepted
            : StoredChoice.Unreadable;
    }

    private StoredChoice? ReadAcceptance(string value)
    {
        var end = value.LastIndexOf('.');
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!Base64Url.IsValid(value.AsSpan(end + 1), out var length) || length != signature.Length
            || !Base64Url.TryDecodeFromChars(value.AsSpan(end + 1), signature, out _)
            || !CryptographicOperations.FixedTimeEquals(signature, Sign(value[..end])))
        {
            return null;
        }

        var parts = value[..end].Split('.');
        if (parts.Length != 5 || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return null;
        }

        var scopes = parts[4].Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(s => s.Split('~'))
            .ToImmutableSortedDictionary(s => s[0], s => s[1], StringComparer.Ordinal);
        return new StoredChoice(
            ChoiceKind.Accepted, scopes, parts[2] == "1", DateTimeOffset.FromUnixTimeSeconds(seconds), new Guid(Base64Url.DecodeFromChars(parts[3])));
    }

    private byte[] Sign(string text) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));
}
