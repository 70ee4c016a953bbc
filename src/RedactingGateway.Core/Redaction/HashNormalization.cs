using System.Text;
using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction;

/// <summary>Brings a value into the spelling that a vendor hashes, or says that it cannot be.</summary>
internal static class HashNormalization
{
    // Longest value worth hashing, bytes: an e-mail address has at most 254 (RFC 5321 § 4.5.3.1).
    private const int MaxBytes = 512;

    public static bool TryNormalize(HashNormalizer normalizer, ReadOnlySpan<byte> value, PooledBuffer output)
    {
        switch (normalizer)
        {
            case HashNormalizer.AsIs:
                output.Write(value);
                return true;
            case HashNormalizer.PhoneDigits or HashNormalizer.PhoneE164:
                return TryPhone(value, withPlus: normalizer == HashNormalizer.PhoneE164, output);
            default:
                var isOneAddress = value.Count((byte)'@') == 1;
                return (normalizer != HashNormalizer.Email || isOneAddress) && TryTrimLower(value, output);
        }
    }

    private static bool TryTrimLower(ReadOnlySpan<byte> value, PooledBuffer output)
    {
        if (value.Length > MaxBytes)
        {
            return false;
        }

        Span<char> text = stackalloc char[MaxBytes];
        Span<char> lower = stackalloc char[MaxBytes];
        if (!Encoding.UTF8.TryGetChars(value, text, out var length))
        {
            return false;
        }

        var trimmed = text[..length].Trim();
        var lowered = lower[..((ReadOnlySpan<char>)trimmed).ToLowerInvariant(lower)];
        if (lowered.IsEmpty)
        {
            return false;
        }

        output.Advance(Encoding.UTF8.GetBytes(lowered, output.GetSpan(lowered.Length * 3)));
        return true;
    }

    // ITU-T E.164: country code and number, at most 15 digits. A national number is not guessed at: it is dropped.
    private static bool TryPhone(ReadOnlySpan<byte> value, bool withPlus, PooledBuffer output)
    {
        Span<byte> digits = stackalloc byte[15];
        var count = 0;
        var trimmed = value.Trim(" \t"u8);
        var international = trimmed.StartsWith("+"u8) ? 1 : trimmed.StartsWith("00"u8) ? 2 : 0;
        if (international == 0)
        {
            return false;
        }

        foreach (var b in trimmed[international..])
        {
            if (b is >= (byte)'0' and <= (byte)'9')
            {
                if (count == digits.Length || (count == 0 && b == '0'))
                {
                    return false;
                }

                digits[count++] = b;
            }
            else if (!" -./()"u8.Contains(b))
            {
                return false;
            }
        }

        const int shortest = 7;
        if (count < shortest)
        {
            return false;
        }

        if (withPlus)
        {
            output.Write("+"u8);
        }

        output.Write(digits[..count]);
        return true;
    }
}
