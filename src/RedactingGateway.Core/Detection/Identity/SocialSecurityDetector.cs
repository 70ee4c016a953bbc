namespace RedactingGateway.Core.Detection.Identity;

/// <summary>
/// Finds German pension insurance numbers (§ 147 SGB VI, § 2 VKVV): area number 02 to 89, date of birth as DDMMYY, initial of the birth
/// name, serial number of two digits, check digit. In one run or in groups (<c>65 170839 J 003</c>). The shape and the date are so
/// particular that no context is asked for.
/// </summary>
internal static class SocialSecurityDetector
{
    private const int Characters = 12;

    /// <summary>Characters before the letter, all digits.</summary>
    public const int LetterAt = 8;

    /// <summary>Weights of § 2 (4) VKVV over the eleven characters before the check digit, the letter as two digits.</summary>
    private static ReadOnlySpan<byte> Weights => [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];

    /// <summary>Adds the number that begins in the run of digits from <paramref name="runStart"/> to <paramref name="runEnd"/>, if one does.</summary>
    public static void Examine(ReadOnlySpan<byte> text, int runStart, int runEnd, ref HitBuffer hits)
    {
        int length = runEnd - runStart;
        if (length == 2 && runEnd + 4 < text.Length && text[runEnd] < 0x80 && text[runEnd] != (byte)'%' && !TokenBoundary.IsDigit(text[runEnd + 4]))
        {
            // Neither a group of six follows nor two of two.
            return;
        }

        Read(text, runStart, length, ref hits);
    }

    private static void Read(ReadOnlySpan<byte> text, int runStart, int length, ref HitBuffer hits)
    {
        if ((length != LetterAt && length != 2) || !TokenBoundary.CanStart(text, runStart))
        {
            return;
        }

        Span<byte> characters = stackalloc byte[Characters];
        int count = 0;
        int index = runStart;
        while (index < text.Length && count < Characters)
        {
            if (count == LetterAt ? TokenBoundary.IsLetter(text[index]) : TokenBoundary.IsDigit(text[index]))
            {
                characters[count++] = text[index++];
                continue;
            }

            int separator = count is 2 or 4 or 6 or LetterAt or (LetterAt + 1) ? TokenBoundary.SeparatorLength(text, index) : 0;
            if (separator == 0)
            {
                return;
            }

            index += separator;
            if (index >= text.Length || !TokenBoundary.IsAlphanumeric(text[index]))
            {
                return;
            }
        }

        hits.Spend(index - runStart);
        if (count == Characters && TokenBoundary.CanEnd(text, index) && IsValid(characters))
        {
            hits.TryAdd(runStart, index, DetectorKind.SocialSecurity);
        }
    }

    private static bool IsValid(ReadOnlySpan<byte> characters)
    {
        int area = TwoDigits(characters, 0);
        int day = TwoDigits(characters, 2);
        int month = TwoDigits(characters, 4);
        // Day and month are 0 where a date of birth is not known.
        if (area is < 2 or > 89 || day > 31 || month > 12)
        {
            return false;
        }

        Span<byte> digits = stackalloc byte[Characters];
        for (int i = 0; i < LetterAt; i++)
        {
            digits[i] = (byte)(characters[i] - '0');
        }

        int letter = (characters[LetterAt] | 0x20) - 'a' + 1;
        digits[LetterAt] = (byte)(letter / 10);
        digits[LetterAt + 1] = (byte)(letter % 10);
        digits[LetterAt + 2] = (byte)(characters[LetterAt + 1] - '0');
        digits[LetterAt + 3] = (byte)(characters[LetterAt + 2] - '0');
        int sum = 0;
        for (int i = 0; i < Characters; i++)
        {
            int product = digits[i] * Weights[i];
            sum += (product / 10) + (product % 10);
        }

        return sum % 10 == characters[Characters - 1] - '0';
    }

    private static int TwoDigits(ReadOnlySpan<byte> characters, int index) => ((characters[index] - '0') * 10) + (characters[index + 1] - '0');
}
