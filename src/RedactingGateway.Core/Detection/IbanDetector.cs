namespace RedactingGateway.Core.Detection;

/// <summary>
/// Finds international bank account numbers (ISO 13616-1): a country of the registry, check digits 02 to 98, an account number of
/// that country's structure, and remainder 1 modulo 97 (ISO/IEC 7064, MOD 97-10). Upper or lower case, one separator between groups.
/// </summary>
/// <remarks>
/// Words with single spaces between them look like letters in groups ("KW 12 Angebote …"), and one in 97 of them passes. So every
/// group after the first has four characters (ISO 13616-1 section 5, print format) or a digit, or is last and shorter.
/// </remarks>
internal static class IbanDetector
{
    /// <summary>Characters per group in print.</summary>
    private const int GroupLength = 4;

    /// <summary>Adds the account number whose check digits begin a run of digits at <paramref name="runStart"/>, if one does.</summary>
    public static void Examine(ReadOnlySpan<byte> text, int runStart, ref HitBuffer hits)
    {
        if (runStart >= hits.EndOf(DetectorKind.Iban) && TryFindCountry(text, runStart, out int start) && start >= hits.EndOf(DetectorKind.Iban))
        {
            int length = LengthAt(text, start, runStart);
            hits.Spend(Math.Max(length, 8));
            if (length > 0)
            {
                hits.TryAdd(start, start + length, DetectorKind.Iban);
            }
        }
    }

    /// <summary>Finds the two letters before the check digits, also with a separator between (<c>DE 89 3704…</c>) and behind the word IBAN.</summary>
    private static bool TryFindCountry(ReadOnlySpan<byte> text, int checkDigits, out int start)
    {
        start = checkDigits - 2;
        if (start > 0 && !TokenBoundary.IsLetter(text[checkDigits - 1]) && TokenBoundary.SeparatorLength(text, checkDigits - 1) == 1)
        {
            start--;
        }

        if (start < 0 || !TokenBoundary.IsLetter(text[start]) || !TokenBoundary.IsLetter(text[start + 1]))
        {
            return false;
        }

        return TokenBoundary.CanStart(text, start)
            || (start >= 4 && System.Text.Ascii.EqualsIgnoreCase(text.Slice(start - 4, 4), "IBAN"u8) && TokenBoundary.CanStart(text, start - 4));
    }

    /// <summary>The length in bytes of the account number that begins here, 0 for none. Reads at most 34 characters.</summary>
    private static int LengthAt(ReadOnlySpan<byte> text, int start, int checkDigits)
    {
        ReadOnlySpan<byte> structure = IbanRegistry.StructureOf(text[start], text[start + 1]);
        if (structure.IsEmpty || checkDigits + 2 > text.Length || !TokenBoundary.IsDigit(text[checkDigits + 1]))
        {
            return 0;
        }

        int check = ((text[checkDigits] - '0') * 10) + (text[checkDigits + 1] - '0');
        if (check is < 2 or > 98)
        {
            return 0;
        }

        int index = checkDigits + 2;
        int remainder = 0;
        int groupLength = GroupLength;
        bool groupHasDigit = true;
        while (!structure.IsEmpty)
        {
            int count = IbanRegistry.ReadPart(ref structure, out byte characterClass);
            for (int i = 0; i < count; i++)
            {
                int separator = TokenBoundary.SeparatorLength(text, index);
                if (separator > 0)
                {
                    if (groupLength != GroupLength && !groupHasDigit)
                    {
                        return 0;
                    }

                    index += separator;
                    groupLength = 0;
                    groupHasDigit = false;
                }

                if (index >= text.Length || !TryAppend(text[index], characterClass, ref remainder))
                {
                    return 0;
                }

                groupLength++;
                groupHasDigit |= TokenBoundary.IsDigit(text[index]);
                index++;
            }
        }

        remainder = Append(Append(remainder, text[start]), text[start + 1]);
        remainder = ((remainder * 100) + check) % 97;
        return remainder == 1 && (groupLength <= GroupLength || groupHasDigit) && TokenBoundary.CanEnd(text, index) ? index - start : 0;
    }

    private static bool TryAppend(byte character, byte characterClass, ref int remainder)
    {
        bool fits = characterClass switch
        {
            (byte)'n' => TokenBoundary.IsDigit(character),
            (byte)'a' => TokenBoundary.IsLetter(character),
            _ => TokenBoundary.IsAlphanumeric(character),
        };
        remainder = fits ? Append(remainder, character) : remainder;
        return fits;
    }

    /// <summary>Appends a digit, or a letter as 10 to 35 (ISO 13616-1 section 6), to the number whose remainder modulo 97 is kept.</summary>
    private static int Append(int remainder, byte character) => TokenBoundary.IsDigit(character)
        ? ((remainder * 10) + (character - '0')) % 97
        : ((remainder * 100) + ((character | 0x20) - 'a' + 10)) % 97;
}
