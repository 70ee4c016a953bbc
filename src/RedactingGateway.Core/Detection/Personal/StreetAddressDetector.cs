using System.Text;

namespace RedactingGateway.Core.Detection.Personal;

/// <summary>
/// Finds German street addresses with their postcode: street, house number, postcode of five digits, town (DIN 5008), on one line or two,
/// with or without a comma: <c>Ahornweg 1a, 10115 Berlin</c>. The postcode leads to it; what stands before must be a street by its
/// name (<see cref="StreetNames"/>), what stands behind a word.
/// </summary>
internal static class StreetAddressDetector
{
    /// <summary>Postcodes begin at 01067 (Dresden) and end at 99998 (Körner).</summary>
    private const int FirstPostcode = 1067;
    private const int LastPostcode = 99998;
    public const int PostcodeDigits = 5;

    /// <summary>Bytes between house number and postcode: <c>, D-</c> or a line end.</summary>
    private const int MaxBetween = 8;

    /// <summary>Bytes and words of a street name: "Straße der Deutsch-Sowjetischen Freundschaft" has 44 and 4.</summary>
    private const int MaxStreetBytes = 48;
    private const int MaxStreetWords = 5;
    private const int MaxTownBytes = 40;

    /// <summary>Adds the address whose postcode is the run of digits, if it is one.</summary>
    public static void Examine(ReadOnlySpan<byte> text, int runStart, int runEnd, ref HitBuffer hits)
    {
        if (runEnd - runStart != PostcodeDigits || runStart == 0 || runEnd >= text.Length || !IsPostcode(text.Slice(runStart, PostcodeDigits)))
        {
            return;
        }

        int townEnd = ReadTown(text, runEnd);
        int numberEnd = townEnd > 0 ? SkipBetween(text, runStart) : 0;
        int numberStart = numberEnd > 0 ? ReadHouseNumber(text, numberEnd) : 0;
        hits.Spend(numberStart > 0 ? runStart - numberStart : 16);
        if (numberStart == 0)
        {
            return;
        }

        int streetEnd = SkipSpacesBack(text, numberStart);
        int start = ReadStreet(text, streetEnd, hits.EndOf(DetectorKind.StreetAddress), ref hits);
        if (start < streetEnd)
        {
            hits.TryAdd(start, townEnd, DetectorKind.StreetAddress);
        }
    }

    private static bool IsPostcode(ReadOnlySpan<byte> digits)
    {
        int value = 0;
        foreach (byte digit in digits)
        {
            value = (value * 10) + (digit - '0');
        }

        return value is >= FirstPostcode and <= LastPostcode;
    }

    /// <summary>Reads the first word behind the postcode, and what belongs to it: "Frankfurt am Main", "Halle (Saale)", "Bad Homburg".</summary>
    private static int ReadTown(ReadOnlySpan<byte> text, int postcodeEnd)
    {
        int index = postcodeEnd + TokenBoundary.SeparatorLength(text, postcodeEnd);
        int end = ReadWord(text, index);
        if (index == postcodeEnd || end - index < 3)
        {
            return 0;
        }

        int limit = Math.Min(text.Length, index + MaxTownBytes);
        while (end < limit)
        {
            int next = end + TokenBoundary.SeparatorLength(text, end);
            int bracket = next < text.Length && text[next] == (byte)'(' ? 1 : 0;
            int wordEnd = ReadWord(text, next + bracket);
            bool isJoined = text[next..].StartsWith("am "u8) || text[next..].StartsWith("an der "u8) || text[next..].StartsWith("im "u8) || text[next..].StartsWith("in der "u8)
                || (bracket == 1 && wordEnd < text.Length && text[wordEnd] == (byte)')') || text[..end].EndsWith(" am"u8) || text[..end].EndsWith(" der"u8)
                || text[..end].EndsWith(" an"u8) || text[..end].EndsWith(" in"u8) || text[..end].EndsWith(" im"u8) || text[..end].EndsWith("Bad"u8) || text[..end].EndsWith("Sankt"u8);
            if (next == end || wordEnd == next + bracket || !isJoined)
            {
                break;
            }

            end = wordEnd + bracket;
        }

        return end;
    }

    private static int ReadWord(ReadOnlySpan<byte> text, int index)
    {
        while (index < text.Length && (TokenBoundary.IsLetter(text[index]) || text[index] is (byte)'-' or (>= 0x80 and not 0xE2 and not 0xC2)))
        {
            index++;
        }

        return index;
    }

    /// <summary>Goes back from the postcode over a comma, spaces, line ends and <c>D-</c>; 0 when nothing separates.</summary>
    private static int SkipBetween(ReadOnlySpan<byte> text, int postcode)
    {
        int index = postcode;
        if (index >= 2 && text[index - 1] == (byte)'-' && (text[index - 2] | 0x20) == 'd')
        {
            index -= index >= 3 && (text[index - 2] | 0x20) == 'e' ? 3 : 2;
        }

        int limit = Math.Max(0, postcode - MaxBetween);
        bool isSetApart = false;
        while (index > limit && (text[index - 1] is (byte)' ' or (byte)',' or (byte)';' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)'|' or (byte)'/' or (byte)'+' or (byte)'-'
            || PercentEscape.ReadBackward(text, index, out _) > 0))
        {
            isSetApart |= text[index - 1] is not ((byte)'/' or (byte)'-');
            index -= Math.Max(1, PercentEscape.ReadBackward(text, index, out _));
        }

        return isSetApart ? index : 0;
    }

    /// <summary>Goes back over a house number, <c>12</c>, <c>12a</c>, <c>12 a</c>, <c>12-14</c>, <c>12/3</c>; 0 when there is none.</summary>
    private static int ReadHouseNumber(ReadOnlySpan<byte> text, int end)
    {
        int limit = Math.Max(0, end - 10);
        int index = end;
        int start = 0;
        while (index > limit)
        {
            byte value = text[index - 1];
            bool isLetter = TokenBoundary.IsLetter(value) && (index == end || !TokenBoundary.IsLetter(text[index])) && index >= 2 && (TokenBoundary.IsDigit(text[index - 2]) || (text[index - 2] == (byte)' ' && index >= 3 && TokenBoundary.IsDigit(text[index - 3])));
            bool isJoint = value is (byte)'-' or (byte)'/' or (byte)' ' && start > 0 && index >= 2 && TokenBoundary.IsDigit(text[index - 2]);
            if (!TokenBoundary.IsDigit(value) && !isLetter && !isJoint && !(value == (byte)' ' && start == 0 && index < end))
            {
                break;
            }

            index--;
            start = TokenBoundary.IsDigit(value) ? index : start;
        }

        return start;
    }

    private static int SkipSpacesBack(ReadOnlySpan<byte> text, int index)
    {
        while (index > 0 && text[index - 1] is (byte)' ' or (byte)'+' or (byte)'\t')
        {
            index--;
        }

        return index >= 2 && text[index - 1] == 0xA0 && text[index - 2] == 0xC2 ? index - 2 : index;
    }

    /// <summary>Length of the character of a word that ends before the offset; 0 for none, as for quotes and dashes.</summary>
    private static int WordStepBack(ReadOnlySpan<byte> text, int end)
    {
        if (text[end - 1] < 0x80)
        {
            return TokenBoundary.IsAlphanumeric(text[end - 1]) || text[end - 1] is (byte)'-' or (byte)'.' or (byte)'\'' ? 1 : 0;
        }

        Rune.DecodeLastFromUtf8(text[..end], out Rune rune, out int length);
        return Rune.IsLetterOrDigit(rune) ? length : 0;
    }

    /// <summary>Goes back over the words of a street name; the same offset when they are none.</summary>
    private static int ReadStreet(ReadOnlySpan<byte> text, int end, int previousEnd, ref HitBuffer hits)
    {
        int limit = Math.Max(previousEnd, end - MaxStreetBytes);
        int index = end;
        int words = 0;
        int best = end;
        bool hasSuffix = StreetNames.Shipped.HasSuffix(text[limit..end]);
        while (index > limit && words < MaxStreetWords)
        {
            int wordEnd = index;
            while (index > limit && WordStepBack(text, index) is > 0 and int step)
            {
                index = Math.Max(limit, index - step);
            }

            if (index == wordEnd)
            {
                break;
            }

            words++;
            bool isCapital = text[index] is (>= (byte)'A' and <= (byte)'Z') or >= 0x80;
            bool isStreet = hasSuffix || StreetNames.Shipped.HasStart(text[index..end])
                || (wordEnd + 1 < end && text[wordEnd + 1] is >= (byte)'a' and <= (byte)'z' && StreetNames.Shipped.HasSuffix(text[index..wordEnd]));
            best = isStreet && (isCapital || words == 1 || StreetNames.Shipped.HasStart(text[index..end])) ? index : best;
            if (index == limit || text[index - 1] is not ((byte)' ' or (byte)'+'))
            {
                break;
            }

            index--;
        }

        hits.Spend(end - index);
        return best;
    }
}
