using System.Buffers;
using System.Globalization;
using System.Text;

namespace RedactingGateway.Core.Detection;

/// <summary>
/// Reads the domain of an e-mail address: labels of letters, digits and hyphens (RFC 1035 section 2.3.1), punycode (RFC 3492), Unicode
/// labels and dots (RFC 5890, RFC 3490 section 3.1), or an address literal in brackets (RFC 5321 section 4.1.3).
/// </summary>
/// <remarks>
/// The last label must look like a top-level domain: two or more ASCII letters, punycode, or a label with other letters. There are two
/// labels or more; a single one only in punycode. So <c>lodash@4.17.21</c>, <c>@media</c> and <c>logo@2x.png</c> are no addresses, and
/// a word glued on by a hyphen or digits (<c>anna@example.org-alt</c>) does not hide one.
/// </remarks>
internal static class EmailDomain
{
    /// <summary>Longest domain in bytes: RFC 5321 section 4.5.3.1.2.</summary>
    public const int MaxBytes = 255;

    /// <summary>Fewest letters of a top-level domain.</summary>
    private const int MinTopLevelLetters = 2;

    /// <summary>Longest address literal: <c>[IPv6:</c>, the address, <c>]</c>.</summary>
    private const int MaxLiteralBytes = IpAddressText.MaxIPv6TextLength + 7;

    /// <summary>
    /// Returns the offset after the domain that begins at <paramref name="start"/>, 0 when there is none. <paramref name="read"/> is how many bytes
    /// were looked at.
    /// </summary>
    public static int Read(ReadOnlySpan<byte> text, int start, out int read)
    {
        read = MaxLiteralBytes;
        if (start < text.Length && text[start] == (byte)'[')
        {
            return ReadLiteral(text, start);
        }

        // No label beyond the limit is looked at: the text is cut there.
        ReadOnlySpan<byte> window = text[..Math.Min(text.Length, start + MaxBytes)];
        int index = start;
        int end = 0;
        for (int labels = 1; ; labels++)
        {
            int labelEnd = ReadLabel(window, index, out int nameEnd);
            read = labelEnd - start + 1;
            if (labelEnd == index)
            {
                return end;
            }

            bool isPunycode = window[index..].StartsWith("xn--"u8) || window[index..].StartsWith("XN--"u8);
            if (isPunycode)
            {
                nameEnd = labelEnd;
            }

            if ((labels > 1 || isPunycode) && nameEnd > index && !IsFileExtension(window[index..nameEnd]))
            {
                end = nameEnd;
            }

            int dot = DotLength(window, labelEnd);
            if (dot == 0)
            {
                return end;
            }

            index = labelEnd + dot;
        }
    }

    /// <summary>
    /// Reads one label and returns its end. <paramref name="nameEnd"/> is how far it can be a top-level domain: all of it when it holds
    /// letters beyond ASCII, else its leading letters when there are enough of them, else 0.
    /// </summary>
    private static int ReadLabel(ReadOnlySpan<byte> text, int start, out int nameEnd)
    {
        int index = start;
        int letters = 0;
        int lettersEnd = start;
        bool onlyLetters = true;
        bool isUnicode = false;
        int lastNotHyphen = start;
        while (index < text.Length)
        {
            int length = ReadCharacter(text, index, out bool isLetter, out bool isAscii, out bool isHyphen);
            if (length == 0 || (isHyphen && index == start))
            {
                break;
            }

            index += length;
            isUnicode |= !isAscii;
            onlyLetters &= isLetter;
            lastNotHyphen = isHyphen ? lastNotHyphen : index;
            if (onlyLetters)
            {
                letters++;
                lettersEnd = index;
            }
        }

        nameEnd = isUnicode ? lastNotHyphen : letters >= MinTopLevelLetters ? lettersEnd : 0;
        return index;
    }

    /// <summary>Length in bytes of the label character at the index, plain or percent-encoded; 0 for any other.</summary>
    private static int ReadCharacter(ReadOnlySpan<byte> text, int index, out bool isLetter, out bool isAscii, out bool isHyphen)
    {
        byte value = text[index];
        int length = value == (byte)'%' ? PercentEscape.Read(text, index, out value) : 1;
        isLetter = TokenBoundary.IsLetter(value);
        isHyphen = value is (byte)'-' or (byte)'_';
        isAscii = value < 0x80;
        if (isAscii)
        {
            return isHyphen || TokenBoundary.IsAlphanumeric(value) ? length : 0;
        }

        if (length > 1)
        {
            // A byte of an encoded UTF-8 sequence; the sequence is not looked into.
            return length;
        }

        return Rune.DecodeFromUtf8(text[index..], out Rune rune, out int consumed) != OperationStatus.Done ? 1
            : IsWord(rune) ? consumed : 0;
    }

    /// <summary>
    /// True for what can be a part of a name beyond ASCII: letters, marks, digits, and format characters such as soft hyphens and
    /// joiners, which must not split an address.
    /// </summary>
    public static bool IsWord(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;

    /// <summary>Length in bytes of the dot at the index: <c>.</c>, <c>%2E</c>, U+3002, U+FF0E, U+FF61; 0 for none.</summary>
    private static int DotLength(ReadOnlySpan<byte> text, int index)
    {
        if (index >= text.Length)
        {
            return 0;
        }

        if (text[index] is (byte)'.')
        {
            return 1;
        }

        if (text[index] is (byte)'%')
        {
            int length = PercentEscape.Read(text, index, out byte value);
            return value == (byte)'.' ? length : 0;
        }

        ReadOnlySpan<byte> rest = text[index..];
        return rest.StartsWith("\u3002"u8) || rest.StartsWith("\uFF0E"u8) || rest.StartsWith("\uFF61"u8) ? 3 : 0;
    }

    private static int ReadLiteral(ReadOnlySpan<byte> text, int start)
    {
        ReadOnlySpan<byte> window = text.Slice(start + 1, Math.Min(MaxLiteralBytes, text.Length - start - 1));
        int length = window.IndexOf((byte)']');
        if (length < 0)
        {
            return 0;
        }

        ReadOnlySpan<byte> literal = window[..length];
        Span<byte> address = stackalloc byte[IpAddressText.IPv6Bytes];
        bool isAddress = literal.StartsWith("IPv6:"u8)
            ? IpAddressText.TryParseIPv6(literal[5..], address)
            : IpAddressText.TryParseIPv4(literal, address);
        return isAddress ? start + length + 2 : 0;
    }

    /// <summary>True for file extensions behind an at sign in asset names (<c>logo@2x.png</c>), none of which is a top-level domain.</summary>
    private static bool IsFileExtension(ReadOnlySpan<byte> label) => label.Length switch
    {
        2 => Is(label, "js"u8),
        3 => Is(label, "png"u8) || Is(label, "jpg"u8) || Is(label, "gif"u8) || Is(label, "svg"u8) || Is(label, "css"u8),
        4 => Is(label, "jpeg"u8) || Is(label, "webp"u8) || Is(label, "avif"u8) || Is(label, "json"u8),
        _ => false,
    };

    private static bool Is(ReadOnlySpan<byte> label, ReadOnlySpan<byte> lower) => Ascii.EqualsIgnoreCase(label, lower);
}
