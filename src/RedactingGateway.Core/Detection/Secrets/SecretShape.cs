namespace RedactingGateway.Core.Detection.Secrets;

/// <summary>Tells random characters from words, numbers and names.</summary>
internal static class SecretShape
{
    /// <summary>Fewest characters of a secret that only its context gives away.</summary>
    public const int MinLength = 20;

    /// <summary>Fewest different characters: 20 random hexadecimal digits have 11 on average, words joined by hyphens up to 15.</summary>
    private const int MinDistinct = 8;

    /// <summary>
    /// One character in five is of another class (digit, small, capital) than the one before: in random hexadecimal digits it is every
    /// second, in base64 two of three, in words and product names with a number one in ten. A capital that begins a word does not count.
    /// Where there is no digit at all, one in three.
    /// </summary>
    public static bool IsRandom(ReadOnlySpan<byte> value)
    {
        ulong seenLow = 0;
        ulong seenHigh = 0;
        int count = 0;
        int digits = 0;
        int changes = 0;
        int last = 0;
        bool lastWasLoneCapital = false;
        foreach (byte character in value)
        {
            int current = Class(character);
            if (current == 0)
            {
                continue;
            }

            count++;
            digits += current == 1 ? 1 : 0;
            changes += last != 0 && current != last && !(last == 3 && current == 2 && lastWasLoneCapital) ? 1 : 0;
            lastWasLoneCapital = current == 3 && last != 3;
            last = current;
            seenLow |= character < 64 ? 1UL << character : 0;
            seenHigh |= character >= 64 ? 1UL << (character & 63) : 0;
        }

        int distinct = System.Numerics.BitOperations.PopCount(seenLow) + System.Numerics.BitOperations.PopCount(seenHigh);
        return count > digits && distinct >= MinDistinct && (digits > 0 ? changes * 5 >= count : changes * 3 >= count);
    }

    /// <summary>True for letters and digits in one run without a sign: no words joined by hyphens.</summary>
    public static bool IsMixedRun(ReadOnlySpan<byte> value)
    {
        int digits = 0;
        foreach (byte character in value)
        {
            int current = Class(character);
            if (current == 0)
            {
                return false;
            }

            digits += current == 1 ? 1 : 0;
        }

        return digits > 0 && digits < value.Length;
    }

    /// <summary>True for a UUID (RFC 9562 section 4) and for a plain hash in hexadecimal digits: names of things more often than secrets.</summary>
    public static bool IsIdentifierLike(ReadOnlySpan<byte> value)
    {
        int hex = 0;
        int hyphens = 0;
        foreach (byte character in value)
        {
            hex += PercentEscape.HexValue(character) < 16 ? 1 : 0;
            hyphens += character == (byte)'-' ? 1 : 0;
        }

        return hex + hyphens == value.Length && ((hyphens == 4 && hex == 32) || (hyphens == 0 && hex is 24 or 32 or 40 or 64));
    }

    private static int Class(byte value) => value switch
    {
        >= (byte)'0' and <= (byte)'9' => 1,
        >= (byte)'a' and <= (byte)'z' => 2,
        >= (byte)'A' and <= (byte)'Z' => 3,
        _ => 0,
    };
}
