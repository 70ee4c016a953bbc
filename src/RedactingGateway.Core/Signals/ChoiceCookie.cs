using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using RedactingGateway.Core.Policies.Compilation;

namespace RedactingGateway.Core.Signals;

/// <summary>
/// Writes and reads the choice cookie. A refusal is <c>refused.2026-11</c>: equal for all who refuse in a month, no id.
/// An acceptance is <c>accepted.{unix seconds}.{browser signals}.{record id}.{<see cref="ChosenScopes"/>}.{HMAC-SHA-256}</c>.
/// </summary>
/// <remarks>
/// Forging a refusal harms nobody, so it carries no integrity protection and with it no unique bytes. The key of the
/// acceptance is derived from the root secret (HKDF), so every node reads every node's cookie.
/// </remarks>
public sealed class ChoiceCookie
{
    /// <summary>Name where the site has no domain for it: bound to the host, path <c>/</c>, Secure (RFC 6265bis § 4.1.3.2).</summary>
    public const string HostName = "__Host-privacy-choice";

    /// <summary>Name where <c>choiceCookie.domain</c> lets all hosts of a domain have it (RFC 6265bis § 4.1.3.1).</summary>
    public const string DomainName = "__Secure-privacy-choice";

    /// <summary>A choice is kept for twelve months, and asked for again no earlier.</summary>
    public const int KeptMonths = 12;

    /// <summary>3,800 characters: room for 64 purposes with long names; cookies of more than 4,096 bytes, name and all, are dropped by browsers.</summary>
    public const int MaxLength = 3800;

    // Unix time has ten digits until the year 2286.
    private const int SecondsLength = 10;
    private const int RecordIdLength = 16;

    private const string RefusedPrefix = "refused.";
    private const string AcceptedPrefix = "accepted.";

    private readonly SignedText _signed;
    private readonly TimeProvider _time;

    /// <summary>Makes the reader and writer of one gateway.</summary>
    /// <param name="secrets">The gateway's root secrets.</param>
    /// <param name="time">The clock.</param>
    public ChoiceCookie(RootSecrets secrets, TimeProvider time)
    {
        _signed = new SignedText(secrets, "choice cookie 1");
        _time = time;
    }

    /// <summary>The value for a refusal made now.</summary>
    public string WriteRefusal() => RefusedPrefix + _time.GetUtcNow().ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The value for an acceptance made now.</summary>
    /// <param name="purposes">Purposes that were asked about, with the scope that was shown, or null: refused.</param>
    /// <param name="refusedRecipients">Recipients that were refused.</param>
    /// <param name="signals">What the browser said when the choice was made.</param>
    /// <param name="recordId">Id of the consent record: random, and known to nobody else.</param>
    /// <param name="earlier">For a change: time of the choice before it, than which it is later by a whole second, so that a copy of that cookie loses to the record.</param>
    public string WriteAcceptance(
        IEnumerable<KeyValuePair<string, string?>> purposes, IEnumerable<string> refusedRecipients, BrowserSignals signals, Guid recordId, DateTimeOffset? earlier = null) =>
        _signed.Sign(string.Create(
            CultureInfo.InvariantCulture,
            $"{AcceptedPrefix}{Math.Max(_time.GetUtcNow().ToUnixTimeSeconds(), earlier is { } time ? time.ToUnixTimeSeconds() + 1 : 0)}.{(int)signals}.{Base64Url.EncodeToString(recordId.ToByteArray())}.{ChosenScopes.Write(purposes, refusedRecipients)}"));

    /// <summary>Length of the longest acceptance that a policy can lead to: all purposes accepted, all recipients refused.</summary>
    /// <param name="purposes">Keys of the purposes that can be refused.</param>
    /// <param name="recipients">Keys of the recipients.</param>
    internal static int LongestAcceptance(IEnumerable<string> purposes, IEnumerable<string> recipients)
    {
        const int signalsLength = 1;
        var scope = new string('A', ScopeCompiler.Length);
        var scopes = ChosenScopes.Write(purposes.Select(id => KeyValuePair.Create(id, (string?)scope)), recipients);
        return AcceptedPrefix.Length + SecondsLength + 1 + signalsLength + 1 + Base64Url.GetEncodedLength(RecordIdLength) + 1 + scopes.Length
            + 1 + Base64Url.GetEncodedLength(HMACSHA256.HashSizeInBytes);
    }

    /// <summary>Reads a cookie value; whatever is not well-formed and signed is <see cref="ChoiceKind.Unreadable"/>.</summary>
    public StoredChoice Read(ReadOnlyMemory<char> value)
    {
        var text = value.Span;
        if (text.Length > MaxLength)
        {
            return StoredChoice.Unreadable;
        }

        if (text.StartsWith(RefusedPrefix, StringComparison.Ordinal))
        {
            return DateTimeOffset.TryParseExact(text[RefusedPrefix.Length..], "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var month)
                ? StoredChoice.Refused with { Time = month }
                : StoredChoice.Unreadable;
        }

        return text.StartsWith(AcceptedPrefix, StringComparison.Ordinal) && _signed.Verify(value) is { IsEmpty: false } signed
            ? ReadAcceptance(signed)
            : StoredChoice.Unreadable;
    }

    private StoredChoice ReadAcceptance(ReadOnlyMemory<char> signed)
    {
        const int partCount = 5;
        Span<Range> parts = stackalloc Range[partCount + 1];
        Span<byte> id = stackalloc byte[RecordIdLength];
        var text = signed.Span;
        if (text.Split(parts, '.') != partCount
            || !long.TryParse(text[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            || !int.TryParse(text[parts[2]], NumberStyles.None, CultureInfo.InvariantCulture, out var signals)
            || Base64Url.DecodeFromChars(text[parts[3]], id, out _, out var idLength) != OperationStatus.Done || idLength != id.Length)
        {
            return StoredChoice.Unreadable;
        }

        var time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return new StoredChoice
        {
            Kind = ChoiceKind.Accepted,
            Scopes = new ChosenScopes(signed[parts[4]]),
            SignalsWereOn = (BrowserSignals)signals,
            Time = time,
            RecordId = new Guid(id),
            IsExpired = StoredChoice.HasExpired(time, _time.GetUtcNow()),
        };
    }
}
