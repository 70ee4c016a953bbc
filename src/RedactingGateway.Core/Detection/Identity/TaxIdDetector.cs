namespace RedactingGateway.Core.Detection.Identity;

/// <summary>
/// Finds German tax identification numbers (§ 139b AO, § 1 StIdV): eleven digits, the first not 0; of the first ten one digit stands twice
/// or three times and every other at most once, no three equal ones in a row; check digit of ISO/IEC 7064 MOD 11,10. In one run, or in
/// groups of 2, 3, 3 and 3 as on the letters of the tax office.
/// </summary>
/// <remarks>One in 260 random numbers of eleven digits passes; so a context is not asked for.</remarks>
internal static class TaxIdDetector
{
    /// <summary>Digits of a number.</summary>
    public const int Digits = 11;

    /// <summary>Adds the number that begins in the run of digits from <paramref name="runStart"/> to <paramref name="runEnd"/>, if one does.</summary>
    public static void Examine(ReadOnlySpan<byte> text, int runStart, int runEnd, ref HitBuffer hits)
    {
        int length = runEnd - runStart;
        if (length == 2 && runEnd + 4 < text.Length && text[runEnd] < 0x80 && text[runEnd] != (byte)'%'
            && (!TokenBoundary.IsDigit(text[runEnd + 3]) || TokenBoundary.IsDigit(text[runEnd + 4])))
        {
            // No group of three follows; dates end here.
            return;
        }

        Read(text, runStart, length, ref hits);
    }

    private static void Read(ReadOnlySpan<byte> text, int runStart, int length, ref HitBuffer hits)
    {
        if ((length != Digits && length != 2) || text[runStart] == (byte)'0' || !TokenBoundary.CanStart(text, runStart) || IsFraction(text, runStart))
        {
            return;
        }

        Span<byte> digits = stackalloc byte[Digits];
        int count = 0;
        int index = runStart;
        byte firstSeparator = 0;
        while (index < text.Length && count < Digits)
        {
            if (TokenBoundary.IsDigit(text[index]))
            {
                digits[count++] = (byte)(text[index++] - '0');
                continue;
            }

            // Behind 2, 5 and 8 digits, one separator of one kind.
            if (length == Digits || count % 3 != 2 || (firstSeparator != 0 && text[index] != firstSeparator))
            {
                return;
            }

            firstSeparator = text[index];
            int separator = firstSeparator is (byte)'/' or (byte)'.' ? 1 : TokenBoundary.SeparatorLength(text, index);
            index += separator;
            if (separator == 0 || index >= text.Length || !TokenBoundary.IsDigit(text[index]))
            {
                return;
            }
        }

        hits.Spend(index - runStart);
        if (count == Digits && TokenBoundary.CanEnd(text, index) && !ContinuesAsNumber(text, index) && IsValid(digits))
        {
            hits.TryAdd(runStart, index, DetectorKind.TaxId);
        }
    }

    private static bool IsFraction(ReadOnlySpan<byte> text, int start) =>
        start >= 2 && text[start - 1] is (byte)'.' or (byte)',' && TokenBoundary.IsDigit(text[start - 2]);

    private static bool ContinuesAsNumber(ReadOnlySpan<byte> text, int end) =>
        end + 1 < text.Length && text[end] is (byte)'.' or (byte)',' or (byte)'-' && TokenBoundary.IsDigit(text[end + 1]);

    private static bool IsValid(ReadOnlySpan<byte> digits)
    {
        Span<byte> occurrences = stackalloc byte[10];
        occurrences.Clear();
        int product = 10;
        for (int i = 0; i < Digits - 1; i++)
        {
            occurrences[digits[i]]++;
            if (i >= 2 && digits[i] == digits[i - 1] && digits[i] == digits[i - 2])
            {
                return false;
            }

            int sum = (digits[i] + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        int repeated = 0;
        foreach (byte times in occurrences)
        {
            if (times > 3)
            {
                return false;
            }

            repeated += times > 1 ? 1 : 0;
        }

        return repeated == 1 && (11 - product) % 10 == digits[Digits - 1];
    }
}
