using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Redaction.Forms;

/// <summary>The form <c>generalize</c> of postal codes: the region that its first characters stand for.</summary>
/// <remarks>
/// Codes that begin with letters keep these (Great Britain: 121 areas of some 500,000 people; Canada, Ireland: provinces); of five
/// digits and more the first two stay (Germany: 95 regions of some 900,000; France: departments), of NNNN LL too (Netherlands),
/// of three or four digits the first (Austria, Switzerland, Denmark: about ten regions). A country's letters before a dash
/// (<c>D-10115</c>) stay. What comes out is a postal code's beginning and comes out again as it is.
/// </remarks>
internal static class PostcodeGeneralization
{
    /// <summary>Longest output in bytes: three letters, a dash, two digits.</summary>
    public const int MaxOutputLength = 6;

    // UPU S42: no country's code has more than 10 characters, with its separators (US ZIP+4: 12345-6789).
    private const int MaxLength = 10;

    // Vehicle registration codes and ISO 3166-1 before a dash: D-, CH-, LV-.
    private const int MaxCountryLetters = 3;

    // Two letters are an area (SW), more would be a name.
    private const int MaxAreaLetters = 2;

    /// <summary>Whether the text can be a postal code: letters, digits and single blanks or dashes between them, and not letters alone, except for an area.</summary>
    public static bool IsPostcode(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > MaxLength)
        {
            return false;
        }

        var digits = 0;
        var afterSeparator = true;
        foreach (var b in text)
        {
            var isSeparator = b is (byte)' ' or (byte)'-';
            if ((isSeparator && afterSeparator) || (!isSeparator && !char.IsAsciiLetterOrDigit((char)b)))
            {
                return false;
            }

            afterSeparator = isSeparator;
            digits += TokenBoundary.IsDigit(b) ? 1 : 0;
        }

        return !afterSeparator && (digits > 0 || text.Length - CountryLength(text) <= MaxAreaLetters);
    }

    /// <summary>Generalises a postal code.</summary>
    /// <returns>False for any other shape, and when the destination is too small; <paramref name="written"/> is then 0.</returns>
    public static bool TryGeneralize(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        written = 0;
        if (!IsPostcode(text))
        {
            return false;
        }

        FormWriter writer = new(destination);
        var country = CountryLength(text);
        writer.Append(text[..country]);
        text = text[country..];
        var letters = LeadingLetters(text);
        if (letters > 0)
        {
            writer.Append(text[..Math.Min(letters, MaxAreaLetters)]);
        }
        else
        {
            WriteRegion(text, ref writer);
        }

        return writer.TryComplete(out written);
    }

    // With its dash; 0 for a code without a country.
    private static int CountryLength(ReadOnlySpan<byte> text)
    {
        var dash = text.IndexOf((byte)'-');
        return dash is > 0 and <= MaxCountryLetters && LeadingLetters(text) == dash ? dash + 1 : 0;
    }

    private static void WriteRegion(ReadOnlySpan<byte> text, ref FormWriter writer)
    {
        var digits = 0;
        var hasLetters = false;
        foreach (var b in text)
        {
            digits += TokenBoundary.IsDigit(b) ? 1 : 0;
            hasLetters |= char.IsAsciiLetter((char)b);
        }

        // Two digits are a region that was made already.
        var kept = digits is 3 or 4 && !hasLetters ? 1 : 2;
        foreach (var b in text)
        {
            if (!TokenBoundary.IsDigit(b))
            {
                // CZ and SE write a blank behind the third digit; nothing separates the first two.
                break;
            }

            if (kept-- == 0)
            {
                break;
            }

            writer.Append(b);
        }
    }

    private static int LeadingLetters(ReadOnlySpan<byte> text)
    {
        var letters = 0;
        while (letters < text.Length && char.IsAsciiLetter((char)text[letters]))
        {
            letters++;
        }

        return letters;
    }
}
