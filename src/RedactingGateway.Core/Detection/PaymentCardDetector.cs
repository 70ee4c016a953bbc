using System.Buffers;

namespace RedactingGateway.Core.Detection;

/// <summary>
/// Finds payment card numbers (ISO/IEC 7812-1): 12 to 19 digits, in one run or in groups, with the issuer's prefix, a length which that
/// issuer uses, and a right Luhn check digit (ISO/IEC 7812-1 annex B); and numbers of which only the first six to nine and the last four
/// digits are left (PCI DSS 3.4.1), which still tell cards apart.
/// </summary>
/// <remarks>
/// What keeps the false hits down: a number is a whole token; a number in groups has three or more, the first of four digits, the
/// others of four or more, the last one excepted, or is grouped loosely (<see cref="LooseCardGroups"/>) (so no telephone numbers, no UUIDs that begin with eight digits, no
/// <c>555555555.1760000000</c> of Google Analytics); dots only between groups of four;
/// a run next to a decimal point is a fraction; 12 and 13 digits that are a right GTIN are an article number (German ones begin with 4).
/// Unix times in milliseconds and microseconds begin with 1, under which no card scheme issues.
/// </remarks>
internal static class PaymentCardDetector
{
    /// <summary>ASCII bytes that stand between or for digits of a number: first bytes of separators, the dot, mask characters.</summary>
    private static readonly SearchValues<byte> Continuations = SearchValues.Create(" -+%.*xX#/_\t"u8);

    /// <summary>Digits per group in print; of the first group always, of every other but the last at least.</summary>
    public const int GroupDigits = 4;

    /// <summary>Adds the card number that begins in the run of digits from <paramref name="runStart"/> to <paramref name="runEnd"/>, if one does.</summary>
    public static void Examine(ReadOnlySpan<byte> text, int runStart, int runEnd, ref HitBuffer hits)
    {
        // Behind a percent sign the first digits may be those of an escape; else the first digit decides.
        if (text[runStart] is < (byte)'2' or > (byte)'8' && (runStart == 0 || text[runStart - 1] != (byte)'%'))
        {
            return;
        }

        int last = PercentEscape.LastStartInRun(text, runStart, runEnd);
        for (int start = Math.Max(runStart, hits.EndOf(DetectorKind.PaymentCard)); start <= last; start += 2)
        {
            if (!MayBegin(text, start, runEnd) || !TokenBoundary.CanStart(text, start))
            {
                continue;
            }

            int length = LengthAt(text, start, runEnd);
            // Three readings of up to 19 digits: printed, masked, loose.
            hits.Spend(128);
            if (length > 0)
            {
                hits.TryAdd(start, start + length, DetectorKind.PaymentCard);
                return;
            }
        }
    }

    /// <summary>Adds the card number that begins with a run of two or three digits, if one does: groups that nobody prints.</summary>
    public static void ExamineShortGroup(ReadOnlySpan<byte> text, int runStart, int runEnd, ref HitBuffer hits)
    {
        bool mayBegin = runEnd - runStart >= 2 && runStart >= hits.EndOf(DetectorKind.PaymentCard) && text[runStart] is >= (byte)'2' and <= (byte)'8'
            && TokenBoundary.SeparatorLength(text, runEnd) > 0 && TokenBoundary.CanStart(text, runStart);
        int length = mayBegin ? LooseCardGroups.LengthAt(text, runStart) : 0;
        hits.Spend(mayBegin ? 64 : 1);
        if (length > 0)
        {
            hits.TryAdd(runStart, runStart + length, DetectorKind.PaymentCard);
        }
    }

    /// <summary>Cheap test for most numbers: a possible first digit, and enough digits or something behind them that continues a number.</summary>
    private static bool MayBegin(ReadOnlySpan<byte> text, int start, int runEnd)
    {
        int digits = runEnd - start;
        return digits >= GroupDigits && text[start] is >= (byte)'2' and <= (byte)'8'
            && (digits >= PaymentCardIssuers.MinDigits || (runEnd < text.Length && (text[runEnd] >= 0x80 || Continuations.Contains(text[runEnd])) && GoesOn(text, runEnd)));
    }

    /// <summary>True when digits or mask characters go on behind a group, or behind the sign at its end.</summary>
    private static bool GoesOn(ReadOnlySpan<byte> text, int end)
    {
        byte next = text[end];
        if (next is >= 0x80 or (byte)'%' or (byte)'*' or (byte)'x' or (byte)'X' or (byte)'#')
        {
            return true;
        }

        return end + 1 < text.Length && (TokenBoundary.IsDigit(text[end + 1]) || Continuations.Contains(text[end + 1]) || text[end + 1] >= 0x80);
    }

    /// <summary>Reads the number as printed, as masked, as grouped loosely: what its first run of digits can begin.</summary>
    private static int LengthAt(ReadOnlySpan<byte> text, int start, int runEnd)
    {
        int digits = runEnd - start;
        int length = digits == GroupDigits || digits >= PaymentCardIssuers.MinDigits ? WholeNumberLength(text, start) : 0;
        if (length == 0 && digits <= MaskedPaymentCard.MaxVisibleStart)
        {
            length = MaskedPaymentCard.LengthAt(text, start);
        }

        return length == 0 && TokenBoundary.MayJoinGroups(text, runEnd) ? LooseCardGroups.LengthAt(text, start) : length;
    }

    /// <summary>The length in bytes of the longest card number that begins here, 0 for none. Reads at most 19 digits.</summary>
    private static int WholeNumberLength(ReadOnlySpan<byte> text, int start)
    {
        Span<byte> digits = stackalloc byte[PaymentCardIssuers.MaxDigits];
        int count = 0;
        int groups = 0;
        int dots = 0;
        bool onlyFours = true;
        int length = 0;
        int index = start;
        while (true)
        {
            int groupStart = count;
            while (index < text.Length && TokenBoundary.IsDigit(text[index]))
            {
                if (count == PaymentCardIssuers.MaxDigits)
                {
                    return length;
                }

                digits[count++] = (byte)(text[index++] - '0');
            }

            int size = count - groupStart;
            groups++;
            bool isGrouped = groups >= 3 && (dots == 0 || (dots == groups - 1 && onlyFours && size <= GroupDigits))
                && (onlyFours || size >= GroupDigits);
            bool isRun = groups == 1 && !TouchesDecimalPoint(text, start, index) && !IsArticleNumber(digits[..count]);
            if ((isGrouped || isRun) && TokenBoundary.CanEnd(text, index) && IsCardNumber(digits[..count]))
            {
                length = index - start;
            }

            onlyFours &= size == GroupDigits;
            bool isDot = index < text.Length && text[index] == (byte)'.';
            int separator = isDot ? 1 : TokenBoundary.SeparatorLength(text, index);
            index += separator;
            bool endsChain = groups == 1 ? size != GroupDigits : size < GroupDigits;
            if (endsChain || separator == 0 || index >= text.Length || !TokenBoundary.IsDigit(text[index]))
            {
                return length;
            }

            dots += isDot ? 1 : 0;
        }
    }

    /// <summary>True when the run is a part of a decimal number: <c>0.4111111111111111</c>, <c>4111111111111111.5</c>.</summary>
    private static bool TouchesDecimalPoint(ReadOnlySpan<byte> text, int start, int end) =>
        (start >= 2 && text[start - 1] == (byte)'.' && TokenBoundary.IsDigit(text[start - 2]))
        || (end + 1 < text.Length && text[end] == (byte)'.' && TokenBoundary.IsDigit(text[end + 1]));

    /// <summary>True for an issuer's prefix with a length it uses, and a right check digit.</summary>
    public static bool IsCardNumber(ReadOnlySpan<byte> digits)
    {
        if (digits.Length < PaymentCardIssuers.MinDigits)
        {
            return false;
        }

        int prefix = 0;
        foreach (byte digit in digits[..PaymentCardIssuers.PrefixDigits])
        {
            prefix = (prefix * 10) + digit;
        }

        return PaymentCardIssuers.Issue(prefix, digits.Length) && PassesLuhn(digits);
    }

    private static bool PassesLuhn(ReadOnlySpan<byte> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = digits[digits.Length - 1 - i];
            int doubled = digit * 2;
            sum += (i & 1) == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }

        return sum % 10 == 0;
    }

    /// <summary>
    /// True for 12 or 13 digits with a right GS1 check digit (GTIN-12, GTIN-13: weights 1 and 3 from the right): an article number.
    /// The only cards of these lengths are old ones, of which one in ten is lost here.
    /// </summary>
    private static bool IsArticleNumber(ReadOnlySpan<byte> digits)
    {
        if (digits.Length is not (12 or 13))
        {
            return false;
        }

        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            sum += digits[digits.Length - 1 - i] * ((i & 1) == 0 ? 1 : 3);
        }

        return sum % 10 == 0;
    }
}
