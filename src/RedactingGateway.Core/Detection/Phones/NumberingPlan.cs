using System.Collections.Frozen;
using PhoneNumbers;

namespace RedactingGateway.Core.Detection.Phones;

/// <summary>What the numbering plans of the world say (libphonenumber's metadata): the last word on a candidate, asked only for candidates.</summary>
internal static class NumberingPlan
{
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();
    private static readonly FrozenSet<int> CallingCodes = Library.GetSupportedCallingCodes().ToFrozenSet();

    /// <summary>Italy and San Marino dial the zero of a national number from abroad too (ITU-T E.164 national annexes).</summary>
    private const int Italy = 39;

    /// <summary>Reads the calling code at the digit index: one to three digits; 0 for none.</summary>
    public static int CallingCode(scoped in PhoneCandidate candidate, int index, int count, out int length)
    {
        int code = 0;
        for (length = 1; length <= 3 && index + length <= count; length++)
        {
            code = (code * 10) + candidate.Digit(index + length - 1);
            if (CallingCodes.Contains(code))
            {
                return code;
            }
        }

        length = 0;
        return 0;
    }

    /// <summary>True when the digits from an index up to a count are a number of the calling code's plan.</summary>
    /// <param name="candidate">Where the digits are.</param>
    /// <param name="index">First digit of the national number.</param>
    /// <param name="count">Digits of the candidate that count.</param>
    /// <param name="callingCode">Whose plan.</param>
    /// <param name="onlyPossible">True to ask for the length alone.</param>
    public static bool Contains(scoped in PhoneCandidate candidate, int index, int count, int callingCode, bool onlyPossible)
    {
        bool hasZero = index < count && candidate.Digit(index) == 0;
        // The trunk zero behind the calling code, "+49 0171 …", is a common mistake.
        index += hasZero && callingCode != Italy ? 1 : 0;
        ulong national = 0;
        for (int i = index; i < count; i++)
        {
            national = (national * 10) + (ulong)candidate.Digit(i);
        }

        PhoneNumber.Builder number = new PhoneNumber.Builder().SetCountryCode(callingCode).SetNationalNumber(national);
        if (hasZero && callingCode == Italy)
        {
            number.SetNumberOfLeadingZeros(1);
        }

        return onlyPossible ? Library.IsPossibleNumber(number.Build()) : Library.IsValidNumber(number.Build());
    }
}
