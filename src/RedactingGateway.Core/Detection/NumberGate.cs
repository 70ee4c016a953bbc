namespace RedactingGateway.Core.Detection;

/// <summary>What a run of digits may begin or be a part of, by the cheapest of tests.</summary>
[Flags]
internal enum NumberReadings
{
    None = 0,

    /// <summary>A card number in one run; in groups or masked; behind a percent sign, where the first digits may be those of an escape.</summary>
    CardRun = 1 << 0,
    CardGroups = 1 << 1,
    Escape = 1 << 2,

    Iban = 1 << 3,
    IPv4 = 1 << 4,

    /// <summary>A telephone number behind a plus sign or bracket; beginning with zero in one run; beginning with zero in groups.</summary>
    PhoneMarked = 1 << 5,
    PhoneRun = 1 << 6,
    PhoneGroups = 1 << 7,

    /// <summary>A tax or pension insurance number: in one run, or beginning with a group of two.</summary>
    TaxRun = 1 << 8,
    PensionRun = 1 << 9,
    OfficialGroups = 1 << 10,

    Postcode = 1 << 11,

    /// <summary>The end of a vehicle identification number.</summary>
    VehicleEnd = 1 << 12,
}

/// <summary>
/// Tells from its length, its first digit and the bytes around it which detectors a run of digits is for. Four look-ups and one
/// branch: nine of ten runs in texts of trackers are for none, and a chain of tests would be mispredicted for each.
/// </summary>
internal static class NumberGate
{
    /// <summary>Longer runs are treated alike.</summary>
    private const int MaxLength = 31;

    private const NumberReadings AnyCard = NumberReadings.CardRun | NumberReadings.CardGroups;
    private const NumberReadings NotInWord = AnyCard | NumberReadings.IPv4 | NumberReadings.PhoneRun | NumberReadings.PhoneGroups
        | NumberReadings.TaxRun | NumberReadings.PensionRun | NumberReadings.OfficialGroups | NumberReadings.Postcode;

    private static readonly NumberReadings[] ByLength = Table(MaxLength + 1, ForLength);
    private static readonly NumberReadings[] ByFirst = Table(256, ForFirst);
    private static readonly NumberReadings[] ByBefore = Table(256, ForBefore);
    private static readonly NumberReadings[] ByNext = Table(256, ForNext);

    /// <summary>The readings that are possible for the run.</summary>
    public static NumberReadings Of(ReadOnlySpan<byte> text, int start, int end)
    {
        byte before = start > 0 ? text[start - 1] : (byte)0;
        byte next = end < text.Length ? text[end] : (byte)0;
        return ByLength[Math.Min(end - start, MaxLength)] & ByFirst[text[start]] & ByBefore[before] & ByNext[next];
    }

    private static NumberReadings ForLength(int length)
    {
        NumberReadings readings = NumberReadings.Escape | NumberReadings.PhoneMarked;
        readings |= length >= PaymentCardIssuers.MinDigits ? NumberReadings.CardRun : length >= 2 ? NumberReadings.CardGroups : NumberReadings.None;
        readings |= length >= 2 ? NumberReadings.Iban | NumberReadings.PhoneGroups : NumberReadings.None;
        readings |= length >= 7 ? NumberReadings.PhoneRun : NumberReadings.None;
        readings |= length <= 3 ? NumberReadings.IPv4 : NumberReadings.None;
        readings |= length is >= 4 and < 17 ? NumberReadings.VehicleEnd : NumberReadings.None;
        return readings | (length switch
        {
            2 => NumberReadings.OfficialGroups,
            Personal.StreetAddressDetector.PostcodeDigits => NumberReadings.Postcode,
            Identity.SocialSecurityDetector.LetterAt => NumberReadings.PensionRun,
            Identity.TaxIdDetector.Digits => NumberReadings.TaxRun,
            _ => NumberReadings.None,
        });
    }

    private static NumberReadings ForFirst(int first) => ~NumberReadings.None
        & ~(first is '0' ? NumberReadings.None : NumberReadings.PhoneRun | NumberReadings.PhoneGroups)
        & ~(first is >= '2' and <= '8' ? NumberReadings.None : AnyCard)
        & ~(first is '0' ? NumberReadings.TaxRun : NumberReadings.None);

    private static NumberReadings ForBefore(int before)
    {
        bool isLetter = before < 128 && TokenBoundary.IsLetter((byte)before);
        // A hexadecimal digit may be the end of an escape: %3D4111….
        bool mayEndEscape = before < 128 && PercentEscape.HexValue((byte)before) < 16;
        NumberReadings readings = isLetter && !mayEndEscape ? NumberReadings.None : NotInWord;
        readings |= isLetter ? NumberReadings.Iban | NumberReadings.VehicleEnd : NumberReadings.None;
        readings |= before >= 128 || TokenBoundary.MayJoinGroups([(byte)before], 0) ? NumberReadings.Iban : NumberReadings.None;
        readings |= before is '%' ? NumberReadings.Escape | NumberReadings.IPv4 : NumberReadings.None;
        return readings | (before is '+' or '(' or 'B' or 'b' ? NumberReadings.PhoneMarked : NumberReadings.None);
    }

    private static NumberReadings ForNext(int next)
    {
        bool isLetter = next < 128 && TokenBoundary.IsLetter((byte)next);
        bool joins = TokenBoundary.MayJoinGroups([(byte)next], 0);
        bool isMask = next is '*' or 'x' or 'X' or '#';
        NumberReadings readings = NumberReadings.Escape | NumberReadings.Iban | NumberReadings.PhoneMarked;
        readings |= isLetter ? NumberReadings.None : NumberReadings.CardRun | NumberReadings.PhoneRun | NumberReadings.TaxRun | NumberReadings.VehicleEnd;
        readings |= joins || isMask ? NumberReadings.CardGroups : NumberReadings.None;
        readings |= joins ? NumberReadings.PhoneGroups | NumberReadings.OfficialGroups | NumberReadings.Postcode : NumberReadings.None;
        readings |= joins || isLetter ? NumberReadings.PensionRun : NumberReadings.None;
        return readings | (next is '.' ? NumberReadings.IPv4 : NumberReadings.None);
    }

    private static NumberReadings[] Table(int size, Func<int, NumberReadings> readings)
    {
        NumberReadings[] table = new NumberReadings[size];
        for (int i = 0; i < size; i++)
        {
            table[i] = readings(i);
        }

        return table;
    }
}
