using System.Globalization;
using System.Text;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Redaction.Forms;

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
                return !value.Trim(" \t\r\n"u8).IsEmpty;
            case HashNormalizer.PhoneDigits or HashNormalizer.PhoneE164:
                return TryPhone(value, withPlus: normalizer == HashNormalizer.PhoneE164, output);
            case HashNormalizer.DateDigits:
                return TryDate(value.Trim(" \t"u8), output);
            case HashNormalizer.LettersDigits:
                return TryTrimLower(value, output) && TryKeepLettersAndDigits(output);
            case HashNormalizer.Email or HashNormalizer.EmailGoogle:
                return TryTrimLower(value, output) && EmailNormalization.IsEmail(output.Written)
                    && (normalizer == HashNormalizer.Email || EmailNormalization.TryWithoutDots(output));
            default:
                return TryTrimLower(value, output);
        }
    }

    // Meta, "Customer Information Parameters": letters beyond a to z stay, in UTF-8.
    private static bool TryKeepLettersAndDigits(PooledBuffer output)
    {
        Span<byte> text = stackalloc byte[MaxBytes * 3];
        ReadOnlySpan<byte> rest = text[..output.Length];
        output.Written.CopyTo(text);
        output.Clear();
        while (!rest.IsEmpty)
        {
            Rune.DecodeFromUtf8(rest, out var rune, out var read);
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                output.Write(rest[..read]);
            }

            rest = rest[read..];
        }

        return output.Length > 0;
    }

    private static bool TryDate(ReadOnlySpan<byte> value, PooledBuffer output)
    {
        if (!CalendarDate.TryParse(value, out var date) || !date.IsDay)
        {
            return false;
        }

        FormWriter writer = new(output.GetSpan(CalendarDate.MaxLength));
        (date with { Spelling = DateSpelling.Digits }).Write(ref writer);
        writer.TryComplete(out var written);
        output.Advance(written);
        return true;
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
