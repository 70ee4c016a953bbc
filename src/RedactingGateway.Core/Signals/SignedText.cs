using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace RedactingGateway.Core.Signals;

/// <summary>Signs short ASCII texts that come back from outside: HMAC-SHA-256, base64url, behind the last dot.</summary>
internal sealed class SignedText
{
    // 4,096 bytes: browsers drop longer cookies, and what is verified is first copied onto the stack.
    private const int MaxLength = 4096;

    private readonly byte[][] _keys;

    /// <summary>Derives the key (HKDF) of one use.</summary>
    /// <param name="secrets">The root secrets.</param>
    /// <param name="use">What is signed: texts of one use are never taken for another's.</param>
    public SignedText(RootSecrets secrets, string use) => _keys = [.. secrets.Derive(use)];

    /// <summary>The text with its signature.</summary>
    public string Sign(string text) => $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(_keys[0], Encoding.ASCII.GetBytes(text)))}";

    /// <summary>The text in front of the signature, or empty where that does not hold.</summary>
    public ReadOnlyMemory<char> Verify(ReadOnlyMemory<char> signed)
    {
        var end = signed.Span.LastIndexOf('.');
        if (end < 0 || signed.Length > MaxLength)
        {
            return default;
        }

        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> text = stackalloc byte[end];
        if (Base64Url.DecodeFromChars(signed.Span[(end + 1)..], signature, out _, out var length) != OperationStatus.Done || length != signature.Length
            || Encoding.ASCII.GetBytes(signed.Span[..end], text) != end || !Ascii.IsValid(signed.Span[..end]))
        {
            return default;
        }

        // The last character of 43 carries two bits that nobody checks: only the spelling that we write counts.
        Span<char> spelled = stackalloc char[Base64Url.GetEncodedLength(HMACSHA256.HashSizeInBytes)];
        Base64Url.EncodeToChars(signature, spelled);
        if (!spelled.SequenceEqual(signed.Span[(end + 1)..]))
        {
            return default;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var key in _keys)
        {
            HMACSHA256.HashData(key, text, expected);
            if (CryptographicOperations.FixedTimeEquals(signature, expected))
            {
                return signed[..end];
            }
        }

        return default;
    }
}
