using System.Buffers;
using System.Text;

namespace RedactingGateway.Core.Payloads;

/// <summary>JSON string escapes (RFC 8259 § 7).</summary>
internal static class JsonText
{
    private static readonly SearchValues<byte> NeedsEscape =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b), (byte)'"', (byte)'\\']);

    /// <summary>Whether <paramref name="value"/> begins as an object or list does (RFC 8259 § 2).</summary>
    public static bool BeginsLikeJson(ReadOnlySpan<byte> value)
    {
        value = value.StartsWith("\uFEFF"u8) ? value["\uFEFF"u8.Length..] : value;
        var start = value.IndexOfAnyExcept(" \t\r\n"u8);
        return start >= 0 && value[start] is (byte)'{' or (byte)'[';
    }

    /// <summary>Whether <paramref name="text"/> is a number as JSON spells it (RFC 8259 § 6).</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text)
    {
        var rest = text.StartsWith("-"u8) ? text[1..] : text;
        var whole = Digits(ref rest);
        if (whole == 0 || (whole > 1 && text.TrimStart((byte)'-')[0] == (byte)'0'))
        {
            return false;
        }

        if (rest is [(byte)'.', ..])
        {
            rest = rest[1..];
            if (Digits(ref rest) == 0)
            {
                return false;
            }
        }

        if (rest is [(byte)'e' or (byte)'E', ..])
        {
            rest = rest[1..];
            rest = rest is [(byte)'+' or (byte)'-', ..] ? rest[1..] : rest;
            if (Digits(ref rest) == 0)
            {
                return false;
            }
        }

        return rest.IsEmpty;

        static int Digits(ref ReadOnlySpan<byte> rest)
        {
            var end = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            var count = end < 0 ? rest.Length : end;
            rest = rest[count..];
            return count;
        }
    }

    /// <summary>Resolves the escapes of a string that the JSON reader has already found well-formed.</summary>
    /// <param name="escaped">Bytes between the quotes.</param>
    /// <param name="scratch">Holds the result.</param>
    /// <returns>Decoded UTF-8; a lone surrogate escape reads as U+FFFD.</returns>
    public static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> escaped, PooledBuffer scratch)
    {
        scratch.Clear();

        // No escape is shorter than what it stands for: \uXXXX (6 bytes) gives at most 3, a pair (12) gives 4.
        var output = scratch.GetSpan(escaped.Length);
        var written = 0;
        for (var next = escaped.IndexOf((byte)'\\'); next >= 0; next = escaped.IndexOf((byte)'\\'))
        {
            escaped[..next].CopyTo(output[written..]);
            written += next;
            var kind = escaped[next + 1];
            escaped = escaped[(next + 2)..];
            if (kind == (byte)'u')
            {
                escaped = escaped[WriteUnicode(escaped, output, ref written)..];
            }
            else
            {
                output[written++] = PlainOf(kind);
            }
        }

        escaped.CopyTo(output[written..]);
        scratch.Advance(written + escaped.Length);
        return scratch.Written;
    }

    /// <summary>Resolves what looks like an escape in any text; everything else stays.</summary>
    /// <param name="text">Text that was never checked to be JSON.</param>
    /// <param name="scratch">Holds the result.</param>
    public static ReadOnlySpan<byte> UnescapeLoosely(ReadOnlySpan<byte> text, PooledBuffer scratch)
    {
        scratch.Clear();
        var output = scratch.GetSpan(text.Length);
        var written = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != (byte)'\\' || i + 1 == text.Length)
            {
                output[written++] = text[i];
            }
            else if (text[i + 1] == (byte)'u' && IsHex4(text[(i + 2)..]))
            {
                i += 1 + WriteUnicode(text[(i + 2)..], output, ref written);
            }
            else if ("\"\\/bfnrt"u8.Contains(text[i + 1]))
            {
                output[written++] = PlainOf(text[++i]);
            }
            else
            {
                output[written++] = text[i];
            }
        }

        scratch.Advance(written);
        return scratch.Written;
    }

    // What the letter behind a backslash stands for.
    private static byte PlainOf(byte kind) => kind switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => kind,
    };

    private static bool IsHex4(ReadOnlySpan<byte> digits)
    {
        for (var i = 0; i < 4; i++)
        {
            if (i >= digits.Length || !char.IsAsciiHexDigit((char)digits[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes <paramref name="value"/> (UTF-8) as a JSON string with its quotes.</summary>
    public static void WriteString(ReadOnlySpan<byte> value, PooledBuffer output)
    {
        output.WriteByte((byte)'"');
        while (!value.IsEmpty)
        {
            var plain = value.IndexOfAny(NeedsEscape);
            if (plain < 0)
            {
                output.Write(value);
                break;
            }

            output.Write(value[..plain]);
            var b = value[plain];
            if (b is (byte)'"' or (byte)'\\')
            {
                output.Write([(byte)'\\', b]);
            }
            else
            {
                output.Write([(byte)'\\', (byte)'u', (byte)'0', (byte)'0', (byte)('0' + (b >> 4)), "0123456789abcdef"u8[b & 15]]);
            }

            value = value[(plain + 1)..];
        }

        output.WriteByte((byte)'"');
    }

    // Returns how many bytes behind "\u" were read: 4, or 10 for a surrogate pair.
    private static int WriteUnicode(ReadOnlySpan<byte> digits, Span<byte> output, ref int written)
    {
        const int pairLength = 10;
        var unit = (char)Hex4(digits);
        var rune = Rune.ReplacementChar;
        var read = 4;
        if (!char.IsSurrogate(unit))
        {
            rune = new Rune(unit);
        }
        else if (char.IsHighSurrogate(unit) && digits.Length >= pairLength && digits[4] == (byte)'\\' && digits[5] == (byte)'u' && IsHex4(digits[6..])
            && char.IsLowSurrogate((char)Hex4(digits[6..])))
        {
            rune = new Rune(unit, (char)Hex4(digits[6..]));
            read = pairLength;
        }

        written += rune.EncodeToUtf8(output[written..]);
        return read;
    }

    private static int Hex4(ReadOnlySpan<byte> digits) =>
        (PercentCoding.HexValue(digits[0]) << 12) | (PercentCoding.HexValue(digits[1]) << 8)
        | (PercentCoding.HexValue(digits[2]) << 4) | PercentCoding.HexValue(digits[3]);
}
