using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Signals;

/// <summary>
/// Makes the keys under which objections of known subjects are kept: HMAC-SHA-256, its first 16 bytes, over the SHA-256 of the
/// normalised value. A field that came hashed for its vendor and the plain value that a backend names lead to one key.
/// </summary>
public sealed class SubjectKeys
{
    private readonly byte[][] _keys;

    /// <summary>Derives the keys.</summary>
    /// <param name="secrets">The gateway's root secrets; objections kept under the previous one are found too.</param>
    public SubjectKeys(RootSecrets secrets) => _keys = [.. secrets.Derive("subject key 1")];

    /// <summary>What kind of value a data category is about.</summary>
    public static SubjectKind KindOf(string? category) => category switch
    {
        not null when DataTaxonomy.Covers("user.contact.email", category) => SubjectKind.Email,
        not null when DataTaxonomy.Covers("user.contact.phone_number", category) => SubjectKind.Phone,
        _ => SubjectKind.Id,
    };

    /// <summary>The keys of a value that a site's backend names; several, because vendors normalise in several ways before they hash.</summary>
    /// <param name="kind">What kind of value it is.</param>
    /// <param name="value">The plain value, e.g. <c>anna@example.org</c>, <c>+49 30 901820</c>, <c>customer-8231</c>.</param>
    public ImmutableArray<SubjectKey> Of(SubjectKind kind, string value)
    {
        using var normalized = new PooledBuffer();
        var keys = ImmutableArray.CreateBuilder<SubjectKey>();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var normalizer in NormalizersOf(kind))
        {
            normalized.Clear();
            if (!HashNormalization.TryNormalize(normalizer, Encoding.UTF8.GetBytes(value.Trim()), normalized))
            {
                continue;
            }

            SHA256.HashData(normalized.Written, hash);
            foreach (var key in _keys)
            {
                if (Key(key, kind, hash) is var subject && !keys.Contains(subject))
                {
                    keys.Add(subject);
                }
            }
        }

        return keys.ToImmutable();
    }

    /// <summary>Adds the keys of a field's value, plain or already hashed.</summary>
    internal void Add(SubjectKind kind, ReadOnlySpan<byte> value, PooledBuffer scratch, HashSet<SubjectKey> keys)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (!TryReadHash(value, hash))
        {
            scratch.Clear();
            if (!HashNormalization.TryNormalize(NormalizersOf(kind)[0], value.Trim(" \t\r\n"u8), scratch))
            {
                scratch.Clear();
                scratch.Write(value);
            }

            SHA256.HashData(scratch.Written, hash);
        }

        foreach (var key in _keys)
        {
            keys.Add(Key(key, kind, hash));
        }
    }

    // The first is the one that plain values are looked up by.
    private static ReadOnlySpan<HashNormalizer> NormalizersOf(SubjectKind kind) => kind switch
    {
        SubjectKind.Email => [HashNormalizer.Email, HashNormalizer.EmailGoogle],
        SubjectKind.Phone => [HashNormalizer.PhoneE164, HashNormalizer.PhoneDigits],
        _ => [HashNormalizer.AsIs, HashNormalizer.TrimLower],
    };

    // Thirty-two bytes that read as text were never a hash: "a name of 64 digits" is an id like others.
    private static bool TryReadHash(ReadOnlySpan<byte> value, Span<byte> hash)
    {
        const int hexLength = SHA256.HashSizeInBytes * 2;
        const int base64UrlLength = 43;
        var decodes = value.Length == hexLength
            ? Convert.FromHexString(value, hash, out _, out _) == OperationStatus.Done
            : value.Length == base64UrlLength && Base64Url.DecodeFromUtf8(value, hash, out _, out _) == OperationStatus.Done;
        return decodes && !Utf8.IsValid(hash);
    }

    private static SubjectKey Key(byte[] key, SubjectKind kind, ReadOnlySpan<byte> hash)
    {
        Span<byte> message = stackalloc byte[SHA256.HashSizeInBytes + 1];
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        message[0] = (byte)kind;
        hash.CopyTo(message[1..]);
        HMACSHA256.HashData(key, message, mac);
        return SubjectKey.From(mac);
    }
}

/// <summary>Kinds of values by which a subject is known; part of the key, so that an id is never taken for an address.</summary>
public enum SubjectKind
{
    /// <summary>A number or name that the site or a vendor gave.</summary>
    Id,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A phone number in international form.</summary>
    Phone,
}
