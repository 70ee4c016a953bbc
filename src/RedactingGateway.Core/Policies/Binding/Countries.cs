using System.Collections.Frozen;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Country codes of ISO 3166-1 alpha-2.</summary>
internal static class Countries
{
    private static readonly System.Buffers.SearchValues<char> Subdivisions = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    private static readonly FrozenSet<string> Known = (
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL "
        + "CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU "
        + "GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC "
        + "MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT "
        + "PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA "
        + "UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Word for all countries of the European Economic Area.</summary>
    public const string EuropeanEconomicArea = "EEA";

    // European Union and Iceland, Liechtenstein, Norway (EEA Agreement, Decision of the Joint Committee 154/2018).
    private static readonly FrozenSet<string> EuropeanCountries =
        "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool IsKnown(string code) => Known.Contains(code);

    /// <summary>Whether the GDPR applies there, so that no safeguard of Art. 44 to 49 is needed.</summary>
    public static bool IsInEuropeanEconomicArea(string code) => EuropeanCountries.Contains(code);

    /// <summary>The countries of the European Economic Area.</summary>
    public static IEnumerable<string> InEuropeanEconomicArea => EuropeanCountries.Order(StringComparer.Ordinal);

    /// <summary>Whether <paramref name="code"/> is a country, or one with a subdivision (ISO 3166-2) such as US-CA.</summary>
    public static bool IsRegion(string code) =>
        IsKnown(code.Split('-')[0]) && (code.Length == 2 || (code[2] == '-' && code.Length is > 3 and <= 6 && code.AsSpan(3).IndexOfAnyExcept(Subdivisions) < 0));
}
