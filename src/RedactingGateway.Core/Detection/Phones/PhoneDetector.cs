using RedactingGateway.Core.Detection.Words;

namespace RedactingGateway.Core.Detection.Phones;

/// <summary>
/// Finds telephone numbers: international ones with <c>+</c> or <c>00</c> (ITU-T E.164, E.123), national ones of Germany, Austria and
/// Switzerland with their trunk zero and groups (DIN 5008), and whatever has the digits of one behind a name for it (<c>Tel.</c>, <c>tel:</c> of
/// RFC 3966). Numbering plans decide (<see cref="NumberingPlan"/>), after cheap tests of the bytes.
/// </summary>
/// <remarks>
/// Not reported without a name before: national numbers in one run, save German mobile ones; dates and versions; parts of longer chains of
/// groups such as UUIDs; numbers beginning with 00 in one run, save under the calling codes of our languages: SAP pads with zeros.
/// </remarks>
internal static class PhoneDetector
{
    /// <summary>Calling codes whose national numbers are looked for: Germany, Austria, Switzerland.</summary>
    private static ReadOnlySpan<byte> HomeCallingCodes => [49, 43, 41];

    /// <summary>Calling codes taken from <c>00…</c> in one run: those of the languages this house speaks, and Britain.</summary>
    private static ReadOnlySpan<byte> NearCallingCodes => [49, 43, 41, 33, 39, 34, 31, 48, 90, 44, 32];

    /// <summary>Fewest digits: of an international number, of a national one with its zero, of one behind a name.</summary>
    private const int MinDigits = 8;
    private const int MinNationalDigits = 9;
    private const int MinNamedDigits = 6;

    /// <summary>Most digits of an international number (E.164).</summary>
    private const int MaxInternationalDigits = 15;

    /// <summary>What a candidate costs beside its bytes.</summary>
    private const int StepsPerCandidate = 32;

    /// <summary>Groups that are taken off the end before a candidate is given up: "+49 171 1234567 2 Stück".</summary>
    private const int MaxTries = 3;

    /// <summary>Adds the number that begins at the run of digits, if one does.</summary>
    public static void Examine(ReadOnlySpan<byte> text, int runStart, int runEnd, ref HitBuffer hits)
    {
        int start = StartBefore(text, runStart);
        bool isNational = text[runStart] == (byte)'0';
        if ((start == runStart && !isNational) || start < PreviousEnd(in hits) || (isNational && runEnd - runStart < 2 && start == runStart)
            || IsInChain(text, start) || !PhoneCandidate.TryRead(text, start, out PhoneCandidate candidate))
        {
            return;
        }

        hits.Spend(StepsPerCandidate + candidate.Read);
        if (!ContinuesFours(text, in candidate))
        {
            Add(text, in candidate, isNamed: false, ref hits);
        }
    }

    /// <summary>Groups within a card or account number are no telephone numbers.</summary>
    private static int PreviousEnd(in HitBuffer hits) =>
        Math.Max(hits.EndOf(DetectorKind.Phone), Math.Max(hits.EndOf(DetectorKind.PaymentCard), hits.EndOf(DetectorKind.Iban)));

    /// <summary>Adds the number behind a name for one.</summary>
    public static void ExamineNamed(ReadOnlySpan<byte> text, ContextGap gap, ref HitBuffer hits)
    {
        int start = gap.ValueStart;
        if (start < hits.EndOf(DetectorKind.Phone) || !PhoneCandidate.TryRead(text, start, out PhoneCandidate candidate))
        {
            return;
        }

        hits.Spend(StepsPerCandidate + candidate.Read);
        Add(text, in candidate, isNamed: true, ref hits);
    }

    private static void Add(ReadOnlySpan<byte> text, scoped in PhoneCandidate candidate, bool isNamed, ref HitBuffer hits)
    {
        if (IsDateOrDecimal(in candidate))
        {
            return;
        }

        int last = candidate.GroupCount - 1;
        for (int tries = 0; tries < MaxTries && last >= 0; last--)
        {
            int end = candidate.Start + candidate.LengthThrough(last);
            if (!EndsWell(text, end))
            {
                continue;
            }

            tries++;
            if (IsNumber(in candidate, last, isNamed, ref hits))
            {
                hits.TryAdd(candidate.Start, end, DetectorKind.Phone);
                return;
            }
        }
    }

    private static bool IsNumber(scoped in PhoneCandidate candidate, int last, bool isNamed, ref HitBuffer hits)
    {
        int digits = candidate.DigitsThrough(last);
        if (isNamed && digits is >= MinNamedDigits and <= MaxInternationalDigits)
        {
            return true;
        }

        int prefix = candidate.HasPlus ? 0 : digits > 2 && candidate.Digit(0) == 0 && candidate.Digit(1) == 0 ? 2 : 1;
        if (digits < MinDigits || digits - prefix > MaxInternationalDigits)
        {
            return false;
        }

        return candidate.HasPlus || prefix == 2
            ? IsInternational(in candidate, prefix, digits, last, ref hits)
            : candidate.Digit(0) == 0 && IsNational(in candidate, digits, last, ref hits);
    }

    private static bool IsInternational(scoped in PhoneCandidate candidate, int prefix, int digits, int last, ref HitBuffer hits)
    {
        int code = NumberingPlan.CallingCode(in candidate, prefix, digits, out int length);
        if (code == 0 || (!candidate.HasPlus && last == 0 && !NearCallingCodes.Contains((byte)Math.Min(code, byte.MaxValue))))
        {
            return false;
        }

        // Numbers of films and examples are in no plan; written with a plus and in groups they are meant as numbers all the same.
        hits.Spend(WorkBudget.PhoneLibrarySteps);
        return NumberingPlan.Contains(in candidate, prefix + length, digits, code, onlyPossible: candidate.HasPlus && last >= 2);
    }

    private static bool IsNational(scoped in PhoneCandidate candidate, int digits, int last, ref HitBuffer hits)
    {
        if (last == 0 ? !IsGermanMobile(in candidate, digits) : !IsNationalGrouping(in candidate, last) || digits < MinNationalDigits)
        {
            return false;
        }

        foreach (byte code in HomeCallingCodes)
        {
            hits.Spend(WorkBudget.PhoneLibrarySteps);
            if (NumberingPlan.Contains(in candidate, 1, digits, code, onlyPossible: false))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// An area code and the rest. Not dots, save between five pairs as in France; not fours with hyphens, as in order numbers.
    /// </summary>
    private static bool IsNationalGrouping(scoped in PhoneCandidate candidate, int last)
    {
        bool isPairs = last == 4;
        bool isFours = candidate.HasOneSeparator && candidate.FirstSeparator == (byte)'-';
        for (int group = 0; group <= last; group++)
        {
            isPairs &= candidate.GroupSize(group) == 2;
            isFours &= candidate.GroupSize(group) == 4;
        }

        return candidate.GroupSize(0) is >= 2 and <= 6 && !isFours && (candidate.FirstSeparator != (byte)'.' || isPairs);
    }

    /// <summary>015…, 016…, 017… with eleven or twelve digits (numbering plan for mobile services of the Bundesnetzagentur).</summary>
    private static bool IsGermanMobile(scoped in PhoneCandidate candidate, int digits) =>
        digits is 11 or 12 && candidate.Digit(1) == 1 && candidate.Digit(2) is >= 5 and <= 7;

    /// <summary>True for <c>01.02.2026</c>, <c>2026-02-01</c>, <c>01/02/26</c>, <c>01/2026</c>, also with a time behind, and for a decimal number with a sign.</summary>
    private static bool IsDateOrDecimal(scoped in PhoneCandidate candidate)
    {
        if (candidate.GroupCount == 2 && candidate.FirstSeparator == (byte)'.')
        {
            // RFC 5733 section 2.5 writes +49.1711234567; degrees have at most eight decimals.
            return !candidate.HasPlus || candidate.GroupSize(1) < 9;
        }

        if (candidate.GroupCount < 2 || candidate.HasPlus)
        {
            return false;
        }

        bool isMonth = candidate.GroupSize(0) == 2 && candidate.GroupSize(1) == 4 && candidate.Digit(2) is 1 or 2 && candidate.Digit(3) is 9 or 0;
        if (isMonth || candidate.GroupCount < 3)
        {
            return isMonth;
        }

        int first = candidate.GroupSize(0);
        int second = candidate.GroupSize(1);
        int third = candidate.GroupSize(2);
        bool isDay = first <= 2 && second <= 2 && (third == 4 || (third == 2 && candidate.GroupCount == 3 && candidate.HasOneSeparator));
        return isDay || (first == 4 && second == 2 && third == 2 && candidate.Digit(0) is 1 or 2);
    }

    /// <summary>Where a number begins whose first digits are the run: at a plus sign or an opening bracket before it.</summary>
    private static int StartBefore(ReadOnlySpan<byte> text, int runStart)
    {
        int start = runStart > 0 && text[runStart - 1] == (byte)'(' ? runStart - 1 : runStart;
        if (start > 0 && text[start - 1] == (byte)'+')
        {
            return start - 1;
        }

        int escape = start > 0 ? PercentEscape.ReadBackward(text, start, out byte value) : 0;
        return escape > 0 && PercentEscape.Read(text, start - escape, out value) == escape && value == (byte)'+' ? start - escape
            : text[runStart] == (byte)'0' ? start : runStart;
    }

    /// <summary>True in a longer word or chain of groups: <c>a0171</c>, <c>4711-0171-…</c>, <c>1.0171</c>, <c>x_030</c>.</summary>
    private static bool IsInChain(ReadOnlySpan<byte> text, int start)
    {
        if (!TokenBoundary.CanStart(text, start))
        {
            return true;
        }

        return start >= 2 && text[start - 1] is (byte)'-' or (byte)'.' or (byte)'/' or (byte)'_' or (byte)',' && TokenBoundary.IsAlphanumeric(text[start - 2]);
    }

    /// <summary>True for the later groups of a number in fours, <c>6759 0625 2066 3515</c>.</summary>
    private static bool ContinuesFours(ReadOnlySpan<byte> text, scoped in PhoneCandidate candidate) => candidate.Start >= 5 && candidate.GroupSize(0) == 4
        && !candidate.HasPlus && text[candidate.Start - 1] is (byte)' ' or 0xA0 && TokenBoundary.IsDigit(text[candidate.Start - 2])
        && TokenBoundary.IsDigit(text[candidate.Start - 5]);

    /// <summary>True when the number ends here: before no letter, no decimal, no colon of a time, no at sign.</summary>
    private static bool EndsWell(ReadOnlySpan<byte> text, int end)
    {
        if (end >= text.Length)
        {
            return true;
        }

        bool digitFollows = end + 1 < text.Length && TokenBoundary.IsDigit(text[end + 1]);
        bool wordFollows = end + 1 < text.Length && TokenBoundary.IsAlphanumeric(text[end + 1]);
        return TokenBoundary.CanEnd(text, end) && text[end] is not ((byte)'@' or (byte)'_')
            && !(text[end] is (byte)':' or (byte)',' && digitFollows) && !(text[end] == (byte)'-' && wordFollows && !digitFollows);
    }
}
