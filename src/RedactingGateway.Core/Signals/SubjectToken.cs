using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;

namespace RedactingGateway.Core.Signals;

/// <summary>
/// Writes and reads the subject token, by which a site shows who is signed in, so that a choice reaches the objections of known
/// subjects: <c>subject.{unix seconds of its end}.{subject keys, base64url}.{HMAC-SHA-256}</c>. No plain value stands in it.
/// </summary>
public sealed class SubjectToken
{
    /// <summary>Most keys in a token: an e-mail address, a phone number and an id have six at most, twice that while a secret is rotated.</summary>
    public const int MaxKeys = 32;

    // One hour: as long as somebody may look at a page before choosing.
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly SignedToken _tokens;
    private readonly TimeProvider _time;

    /// <summary>Makes the reader and writer of one gateway.</summary>
    /// <param name="secrets">The gateway's root secrets.</param>
    /// <param name="time">The clock.</param>
    public SubjectToken(RootSecrets secrets, TimeProvider time)
    {
        _tokens = new SignedToken(secrets, time, "subject");
        _time = time;
    }

    /// <summary>A token, and when it ends.</summary>
    /// <param name="subjects">1 to <see cref="MaxKeys"/> keys.</param>
    public (string Token, DateTimeOffset End) Write(ImmutableArray<SubjectKey> subjects)
    {
        ArgumentOutOfRangeException.ThrowIfZero(subjects.Length, nameof(subjects));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(subjects.Length, MaxKeys, nameof(subjects));
        var keys = new byte[subjects.Length * SubjectKey.Length];
        foreach (var (i, subject) in subjects.Index())
        {
            subject.ToArray().CopyTo(keys, i * SubjectKey.Length);
        }

        var end = (_time.GetUtcNow() + Lifetime).ToUnixTimeSeconds();
        return (_tokens.Write(end, Base64Url.EncodeToString(keys)), DateTimeOffset.FromUnixTimeSeconds(end));
    }

    /// <summary>Reads a token.</summary>
    /// <param name="token">The text.</param>
    /// <param name="subjects">Who it names.</param>
    /// <returns><see langword="false"/>: it is malformed, forged, or has ended.</returns>
    public bool TryRead(string token, out ImmutableArray<SubjectKey> subjects)
    {
        subjects = [];
        if (!_tokens.TryRead(token.AsMemory(), out var body))
        {
            return false;
        }

        var bytes = new byte[MaxKeys * SubjectKey.Length];
        if (Base64Url.DecodeFromChars(body.Span, bytes, out _, out var length) != OperationStatus.Done || length == 0 || length % SubjectKey.Length != 0)
        {
            return false;
        }

        var keys = ImmutableArray.CreateBuilder<SubjectKey>(length / SubjectKey.Length);
        for (var i = 0; i < length; i += SubjectKey.Length)
        {
            keys.Add(SubjectKey.From(bytes.AsSpan(i, SubjectKey.Length)));
        }

        subjects = keys.MoveToImmutable();
        return true;
    }
}
