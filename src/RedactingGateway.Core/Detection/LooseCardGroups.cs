namespace RedactingGateway.Core.Detection;

/// <summary>
/// Reads card numbers that people grouped their own way: <c>41 11 11 11 11 11 11 11</c>, <c>411111 1111 111111</c>, <c>4111  1111  1111  1111</c>.
/// Stricter than print in all else: 14 digits or more, groups of two or more, and the number is the whole chain of groups.
/// </summary>
/// <remarks>Ascending groups of two are a list of sizes or days.</remarks>
internal static class LooseCardGroups
{
    /// <summary>Fewest digits: shorter ones are telephone numbers too often.</summary>
    private const int MinDigits = 14;

    /// <summary>Signs between two groups.</summary>
    private const int MaxSeparators = 3;

    /// <summary>The length in bytes of the number that begins here, 0 for none. Reads at most 19 digits.</summary>
    public static int LengthAt(ReadOnlySpan<byte> text, int start)
    {
        if (ContinuesChain(text, start))
        {
            return 0;
        }

        Span<byte> digits = stackalloc byte[PaymentCardIssuers.MaxDigits];
        int count = 0;
        int groups = 0;
        int previousPair = -1;
        bool ascends = true;
        int index = start;
        while (true)
        {
            int groupStart = count;
            while (index < text.Length && TokenBoundary.IsDigit(text[index]))
            {
                if (count == PaymentCardIssuers.MaxDigits)
                {
                    return 0;
                }

                digits[count++] = (byte)(text[index++] - '0');
            }

            int size = count - groupStart;
            int pair = size == 2 ? (digits[groupStart] * 10) + digits[groupStart + 1] : -1;
            ascends &= pair >= previousPair && pair >= 0;
            previousPair = pair;
            groups++;
            int separator = SeparatorLength(text, index);
            if (separator == 0)
            {
                break;
            }

            if (size < 2)
            {
                return 0;
            }

            index += separator;
        }

        bool isEnd = TokenBoundary.CanEnd(text, index)
            && !(index + 1 < text.Length && text[index] is (byte)'.' or (byte)':' or (byte)',' && TokenBoundary.IsDigit(text[index + 1]));
        return groups > 1 && count >= MinDigits && isEnd && !ascends && PaymentCardDetector.IsCardNumber(digits[..count]) ? index - start : 0;
    }

    private static bool ContinuesChain(ReadOnlySpan<byte> text, int start)
    {
        int index = start;
        while (index > 0 && start - index < MaxSeparators && text[index - 1] is (byte)' ' or (byte)'-' or (byte)'.' or (byte)'/' or (byte)':' or (byte)',' or (byte)'_')
        {
            index--;
        }

        return index > 0 && index < start && TokenBoundary.IsDigit(text[index - 1]);
    }

    private static int SeparatorLength(ReadOnlySpan<byte> text, int start)
    {
        int index = start;
        for (int signs = 0; signs < MaxSeparators; signs++)
        {
            int length = index < text.Length && text[index] is (byte)'\t' or (byte)'_' or (byte)'/' ? 1 : TokenBoundary.SeparatorLength(text, index);
            if (length == 0)
            {
                break;
            }

            index += length;
        }

        return index < text.Length && index > start && TokenBoundary.IsDigit(text[index]) ? index - start : 0;
    }
}
