using System.Buffers;

namespace RedactingGateway.Core.Detection;

/// <summary>
/// Spells a text the plain way: character references of HTML (<c>&amp;#64;</c>, <c>&amp;commat;</c>; HTML standard section 13.5), <c>\u0040</c> and
/// <c>\x40</c> of JSON and JavaScript (RFC 8259 section 7, ECMA-262 section 12.9.4), full-width forms of ASCII (Unicode block U+FF00), and without characters of no
/// width (soft hyphen, zero-width space and joiners, word joiner, byte order mark; Unicode general category Cf).
/// </summary>
internal static class TextFolding
{
    /// <summary>First bytes of all that is folded.</summary>
    private static readonly SearchValues<byte> Starts = SearchValues.Create([(byte)'&', (byte)'\\', 0xEF, 0xE2, 0xC2]);

    /// <summary>Cheap test that decides for most texts: false means that folding changes nothing.</summary>
    public static bool MayChange(ReadOnlySpan<byte> text) => NextChange(text, 0, out _, out _) >= 0;

    /// <summary>
    /// Writes the folded text, and for each byte of it, and for its end, the offset it comes from. Both buffers are as long as the text, and one more.
    /// </summary>
    /// <returns>Bytes written.</returns>
    public static int Fold(ReadOnlySpan<byte> text, Span<byte> folded, Span<int> offsets)
    {
        int written = 0;
        int position = 0;
        while (true)
        {
            int change = NextChange(text, position, out int length, out int plain);
            int end = change < 0 ? text.Length : change;
            for (; position < end; position++)
            {
                folded[written] = text[position];
                offsets[written++] = position;
            }

            if (change < 0)
            {
                offsets[written] = text.Length;
                return written;
            }

            if (plain >= 0)
            {
                folded[written] = (byte)plain;
                offsets[written++] = position;
            }

            position += length;
        }
    }

    /// <summary>The next offset where folding changes the text; -1 for none. <paramref name="plain"/> is -1 for what vanishes.</summary>
    private static int NextChange(ReadOnlySpan<byte> text, int from, out int length, out int plain)
    {
        int offset;
        while (from < text.Length && (offset = text[from..].IndexOfAny(Starts)) >= 0)
        {
            from += offset;
            length = Read(text[from..], out plain);
            if (length > 0)
            {
                return from;
            }

            from++;
        }

        length = 0;
        plain = 0;
        return -1;
    }

    private static int Read(ReadOnlySpan<byte> text, out int plain)
    {
        plain = -1;
        switch (text[0])
        {
            case (byte)'&':
                return ReadReference(text, out plain);
            case (byte)'\\':
                return ReadEscape(text, out plain);
            case 0xC2:
                return text.StartsWith("\u00AD"u8) ? 2 : 0;
            case 0xE2:
                return text.StartsWith("\u200B"u8) || text.StartsWith("\u200C"u8) || text.StartsWith("\u200D"u8) || text.StartsWith("\u2060"u8)
                    || text.StartsWith("\u200E"u8) || text.StartsWith("\u200F"u8) ? 3 : 0;
            default:
                return ReadFullWidth(text, out plain);
        }
    }

    private static int ReadFullWidth(ReadOnlySpan<byte> text, out int plain)
    {
        plain = -1;
        if (text.StartsWith("\uFEFF"u8))
        {
            return 3;
        }

        // U+FF01 to U+FF5E stand for U+0021 to U+007E.
        if (text.Length < 3 || text[1] is not (0xBC or 0xBD) || text[2] is < 0x80 or > 0xBF)
        {
            return 0;
        }

        int code = ((text[1] & 0x3F) << 6) | (text[2] & 0x3F);
        plain = code - 0xF00 + 0x20;
        return plain is > 0x20 and < 0x7F ? 3 : 0;
    }

    private static int ReadEscape(ReadOnlySpan<byte> text, out int plain)
    {
        plain = -1;
        int digits = text.Length > 1 ? text[1] switch { (byte)'u' => 4, (byte)'x' => 2, _ => 0 } : 0;
        return digits > 0 && text.Length >= 2 + digits && ReadNumber(text.Slice(2, digits), 16, out plain) == digits && IsPlain(ref plain) ? 2 + digits : 0;
    }

    private static int ReadReference(ReadOnlySpan<byte> text, out int plain)
    {
        plain = -1;
        if (text.Length < 4)
        {
            return 0;
        }

        int length;
        if (text[1] == (byte)'#')
        {
            bool isHex = (text[2] | 0x20) == 'x';
            int start = isHex ? 3 : 2;
            int digits = ReadNumber(text[start..Math.Min(text.Length, start + 7)], isHex ? 16 : 10, out plain);
            length = digits > 0 && IsPlain(ref plain) ? start + digits : 0;
        }
        else
        {
            length = Name(text, "commat"u8, '@', ref plain) + Name(text, "period"u8, '.', ref plain) + Name(text, "plus"u8, '+', ref plain)
                + Name(text, "lowbar"u8, '_', ref plain) + Name(text, "nbsp"u8, ' ', ref plain) + Name(text, "shy"u8, -1, ref plain)
                + Name(text, "colon"u8, ':', ref plain) + Name(text, "equals"u8, '=', ref plain) + Name(text, "quot"u8, '"', ref plain);
        }

        return length > 0 && length < text.Length && text[length] == (byte)';' ? length + 1 : text[1] == (byte)'#' ? length : 0;
    }

    private static int Name(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, int value, ref int plain)
    {
        if (!text[1..].StartsWith(name))
        {
            return 0;
        }

        plain = value;
        return 1 + name.Length;
    }

    private static int ReadNumber(ReadOnlySpan<byte> text, int radix, out int value)
    {
        value = 0;
        int index = 0;
        while (index < text.Length && PercentEscape.HexValue(text[index]) < radix)
        {
            value = Math.Min((value * radix) + PercentEscape.HexValue(text[index++]), 0x10FFFF);
        }

        return index;
    }

    /// <summary>True for ASCII, and for what has no width, which becomes -1; full-width forms become ASCII.</summary>
    private static bool IsPlain(ref int code)
    {
        code = code switch
        {
            0xAD or 0x200B or 0x200C or 0x200D or 0x2060 or 0xFEFF => -1,
            0xA0 => ' ',
            > 0xFF00 and < 0xFF5F => code - 0xFF00 + 0x20,
            _ => code,
        };
        return code is -1 or (>= 0x20 and < 0x7F);
    }
}
