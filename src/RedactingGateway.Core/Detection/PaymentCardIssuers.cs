namespace RedactingGateway.Core.Detection;

/// <summary>
/// Which issuer prefixes go with which number lengths (ISO/IEC 7812-1: the first six to eight digits name the issuer).
/// Without the prefix one number in ten passes the Luhn check; with it, one in about sixty.
/// </summary>
/// <remarks>
/// Source: the ranges that the card schemes publish for merchants, as collected in the public bank identification number tables
/// (compared 2026-11-23). Ranges of schemes that no longer issue are left out, except Maestro, whose last cards run out in 2027.
/// </remarks>
internal static class PaymentCardIssuers
{
    /// <summary>Fewest digits of a card number.</summary>
    public const int MinDigits = 12;

    /// <summary>Most digits of a card number (ISO/IEC 7812-1).</summary>
    public const int MaxDigits = 19;

    /// <summary>Digits of the prefixes in the table.</summary>
    public const int PrefixDigits = 6;

    private const int Any16To19 = (1 << 16) | (1 << 17) | (1 << 18) | (1 << 19);
    private const int Any12To19 = Any16To19 | (1 << 12) | (1 << 13) | (1 << 14) | (1 << 15);

    /// <summary>Rows of three: lowest and highest prefix of six digits, and a set of lengths, bit n for n digits.</summary>
    private static readonly int[] Ranges =
    [
        400000, 499999, (1 << 13) | (1 << 16) | (1 << 19), // Visa
        510000, 559999, 1 << 16, // Mastercard
        222100, 272099, 1 << 16, // Mastercard, 2-series
        340000, 349999, 1 << 15, // American Express
        370000, 379999, 1 << 15, // American Express
        300000, 305999, (1 << 14) | (1 << 16), // Diners Club
        309500, 309599, (1 << 14) | (1 << 16), // Diners Club
        360000, 369999, (1 << 14) | (1 << 16), // Diners Club
        380000, 399999, (1 << 14) | (1 << 16), // Diners Club
        601100, 601199, Any16To19, // Discover
        644000, 659999, Any16To19, // Discover
        352800, 358999, Any16To19, // JCB
        620000, 629999, Any16To19, // UnionPay, and Discover 622126 to 622925
        810000, 817199, Any16To19, // UnionPay
        501800, 501899, Any12To19, // Maestro
        502000, 502099, Any12To19, // Maestro
        503800, 503899, Any12To19, // Maestro
        589300, 589399, Any12To19, // Maestro
        630400, 630499, Any12To19, // Maestro
        675900, 675999, Any12To19, // Maestro
        676100, 676399, Any12To19, // Maestro
        560000, 589299, Any16To19, // Maestro
        670000, 675899, Any16To19, // Maestro
        676000, 676099, Any16To19, // Maestro
        676400, 679999, Any16To19, // Maestro
        220000, 220499, Any16To19, // Mir
    ];

    /// <summary>True when a scheme issues numbers of this many digits under this prefix.</summary>
    /// <param name="prefix">The first six digits as a number.</param>
    /// <param name="digits">Length of the whole number.</param>
    public static bool Issue(int prefix, int digits)
    {
        int[] ranges = Ranges;
        for (int row = 0; row < ranges.Length; row += 3)
        {
            if (prefix >= ranges[row] && prefix <= ranges[row + 1] && ((ranges[row + 2] >> digits) & 1) != 0)
            {
                return true;
            }
        }

        return false;
    }
}
