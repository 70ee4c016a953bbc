using System.Globalization;
using System.Numerics;
using System.Text;
using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Tests.Detection;

public sealed class IbanDetectorTests
{
    /// <summary>Examples of the IBAN registry, one per structure that differs.</summary>
    public static TheoryData<string> RegistryExamples { get; } =
    [
        "AD1200012030200359100100", "AE070331234567890123456", "AL47212110090000000235698741", "AT611904300234573201",
        "AZ21NABZ00000000137010001944", "BE68539007547034", "BG80BNBG96611020345678", "BR1800360305000010009795493C1",
        "BY13NBRB3600900000002Z00AB00", "CH9300762011623852957", "CY17002001280000001200527600", "DE89370400440532013000",
        "DK5000400440116243", "DO28BAGR00000001212453611324", "EG380019000500000000263180002", "ES9121000418450200051332",
        "FI2112345600000785", "FR1420041010050500013M02606", "GB29NWBK60161331926819", "GE29NB0000000101904917",
        "GI75NWBK000000007099453", "GR1601101250000000012300695", "GT82TRAJ01020000001210029690", "HR1210010051863000160",
        "HU42117730161111101800000000", "IE29AIBK93115212345678", "IQ98NBIQ850123456789012", "IS140159260076545510730339",
        "IT60X0542811101000000123456", "JO94CBJO0010000000000131000302", "KW81CBKU0000000000001234560101", "KZ86125KZT5004100100",
        "LB62099900000001001901229114", "LC55HEMM000100010012001200023015", "LI21088100002324013AA", "LU280019400644750000",
        "LV80BANK0000435195001", "MC5811222000010123456789030", "MD24AG000225100013104168", "MK07250120000058984",
        "MT84MALT011000012345MTLCAST001S", "MU17BOMM0101101030300200000MUR", "NL91ABNA0417164300", "NO9386011117947",
        "PK36SCBL0000001123456702", "PL61109010140000071219812874", "PS92PALS000000000400123456702", "PT50000201231234567890154",
        "QA58DOHB00001234567890ABCDEFG", "RO49AAAA1B31007593840000", "RU0304452522540817810538091310419", "SA0380000000608010167519",
        "SC18SSCB11010000000000001497USD", "SE4550000000058398257466", "SI56263300012039086", "SK3112000000198742637541",
        "SM86U0322509800000000270100", "ST23000100010051845310146", "SV62CENR00000000000000700025", "TN5910006035183598478831",
        "TR330006100519786457841326", "UA213223130000026007233566001", "VA59001123000012345678", "VG96VPVG0000012345678901",
        "XK051212012345678906",
    ];

    [Theory]
    [MemberData(nameof(RegistryExamples))]
    public void Find_RegistryExample_FindsItInEverySpelling(string iban)
    {
        string printed = string.Join(' ', iban.Chunk(4).Select(group => new string(group)));
        MarkedText.AssertFinds($"IBAN: ⟦{iban}⟧.", DetectorKind.Iban);
        MarkedText.AssertFinds($"Meine IBAN lautet ⟦{printed}⟧, danke", DetectorKind.Iban);
        MarkedText.AssertFinds($"(⟦{printed.Replace(' ', '-')}⟧)", DetectorKind.Iban);
        MarkedText.AssertFinds($"iban=⟦{iban.ToLowerInvariant()}⟧&x=1", DetectorKind.Iban);
    }

    [Theory]
    [MemberData(nameof(RegistryExamples))]
    public void Find_OneCharacterChanged_FindsNone(string iban)
    {
        for (int i = 4; i < iban.Length; i++)
        {
            char other = char.IsDigit(iban[i]) ? (char)('0' + ((iban[i] - '0' + 1) % 10)) : iban[i] == 'Z' ? 'A' : (char)(iban[i] + 1);
            string changed = iban[..i] + other + iban[(i + 1)..];
            Assert.DoesNotContain(MarkedText.Find(changed), hit => hit.Kind == DetectorKind.Iban);
        }
    }

    [Theory]
    [InlineData("⟦DE89\u00A03704\u00A00044\u00A00532\u00A00130\u00A000⟧")]
    [InlineData("⟦DE89\u202F3704\u202F0044\u202F0532\u202F0130\u202F00⟧")]
    [InlineData("⟦DE89 370400440532013000⟧")]
    [InlineData("⟦DE89 37040044 0532013000⟧")]
    [InlineData("⟦DE 89 3704 0044 0532 0130 00⟧")]
    [InlineData("IBAN⟦DE89370400440532013000⟧")]
    [InlineData("⟦De89370400440532013000⟧")]
    [InlineData("⟦FR14 20041 01005 0500013M026 06⟧")]
    [InlineData("⟦DE89 3704 0044 0532 0130 00⟧ 12345")]
    [InlineData("BIC COBADEFFXXX IBAN ⟦DE89 3704 0044 0532 0130 00⟧ Anna")]
    [InlineData("iban%3D⟦DE89370400440532013000⟧%26x")]
    [InlineData("iban%20⟦DE89%203704%200044%200532%200130%2000⟧")]
    [InlineData("iban=⟦DE89+3704+0044+0532+0130+00⟧")]
    [InlineData("账号⟦DE89370400440532013000⟧转账")]
    public void Find_TextWithIban_FindsExactSpan(string marked) => MarkedText.AssertFinds(marked, DetectorKind.Iban);

    [Theory]
    [InlineData("")]
    [InlineData("DE")]
    [InlineData("DE8")]
    [InlineData("DE89")]
    [InlineData("DE89 3704 0044 0532 0130 0")]
    [InlineData("DE89370400440532013001")]
    [InlineData("DE893704004405320130000")]
    [InlineData("XDE89370400440532013000")]
    [InlineData("DE89370400440532013000X")]
    [InlineData("AB89370400440532013000")]
    [InlineData("DE89  3704 0044 0532 0130 00")]
    [InlineData("DE89 3704/0044/0532/0130/00")]
    [InlineData("DE8937040044O532013000")]
    [InlineData("US12345678901234567890")]
    [InlineData("KW 12 Angebote und mehr Angebote hier")]
    [InlineData("no 15 items in cart")]
    [InlineData("3f2a9c8b7d6e5f4a3b2c1d0e9f8a7b6c")]
    [InlineData("2026-11-23")]
    public void Find_TextWithoutIban_FindsNone(string text) =>
        Assert.DoesNotContain(MarkedText.Find(text), hit => hit.Kind == DetectorKind.Iban);

    [Fact]
    public void Find_WordsInGroupsThatPassTheCheck_FindsNone()
    {
        // KW takes any letters: without the rule on groups, these words would be an account in Kuwait.
        string words = "Angebote im Kaufhaus Berlin";
        string bban = words.Replace(" ", string.Empty, StringComparison.Ordinal).ToUpperInvariant() + "AB";
        Assert.Equal(26, bban.Length);
        string iban = "KW" + CheckDigits("KW", bban) + bban;
        MarkedText.AssertFinds($"⟦{iban}⟧", DetectorKind.Iban);
        Assert.Empty(MarkedText.Find($"{iban[..2]} {iban[2..4]} {words} ab"));
    }

    [Fact]
    public void Find_CheckDigitsOutOfRange_FindsNone()
    {
        // 99 leaves the same remainder as 02, 00 as 97 and 01 as 98: only 02 to 98 are assigned (ISO 13616-1 section 6).
        string[] accounts = [.. Enumerable.Range(0, 400).Select(number => "370400440532" + number.ToString("000000", CultureInfo.InvariantCulture))];
        foreach ((string right, string wrong) in new[] { ("02", "99"), ("97", "00"), ("98", "01") })
        {
            string account = accounts.First(bban => CheckDigits("DE", bban) == right);
            MarkedText.AssertFinds($"⟦DE{right}{account}⟧", DetectorKind.Iban);
            Assert.Empty(MarkedText.Find($"DE{wrong}{account}"));
        }
    }

    [Theory]
    [InlineData("DE", "37040044O532013000")] // a letter where digits stand
    [InlineData("DE", "A70400440532013000")]
    [InlineData("NL", "1BNA0417164300")] // a digit where letters stand
    [InlineData("FR", "20041010050500013M0260A")]
    public void Find_OtherStructureWithRightCheckDigits_FindsNone(string country, string bban) =>
        Assert.DoesNotContain(MarkedText.Find(country + CheckDigits(country, bban) + bban), hit => hit.Kind == DetectorKind.Iban);

    [Fact]
    public void CountryCount_Registry_IsThatOfRelease100() => Assert.Equal(89, IbanRegistry.CountryCount);

    [Fact]
    public void StructureOf_EveryCountry_HasTheRegistrysLength()
    {
        // The lengths stand in another column of the registry than the structures: a typing error in one shows here.
        string lengths = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 "
            + "FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 "
            + "MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 "
            + "ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";
        string[] countries = lengths.Split(' ');
        Assert.Equal(IbanRegistry.CountryCount, countries.Length);
        foreach (string country in countries)
        {
            ReadOnlySpan<byte> structure = IbanRegistry.StructureOf((byte)country[0], (byte)country[1]);
            int length = IbanRegistry.PrefixLength;
            while (!structure.IsEmpty)
            {
                length += IbanRegistry.ReadPart(ref structure, out byte characterClass);
                Assert.Contains((char)characterClass, "nac");
            }

            Assert.Equal(country[2..], length.ToString(CultureInfo.InvariantCulture));
            Assert.InRange(length, 15, IbanRegistry.MaxLength);
        }
    }

    /// <summary>Check digits by the definition in ISO 13616-1 section 6, with large integers: an oracle apart from the code under test.</summary>
    internal static string CheckDigits(string country, string bban)
    {
        StringBuilder number = new();
        foreach (char character in bban + country + "00")
        {
            number.Append(char.IsDigit(character) ? character - '0' : character - 'A' + 10);
        }

        return (98 - (int)(BigInteger.Parse(number.ToString(), CultureInfo.InvariantCulture) % 97)).ToString("00", CultureInfo.InvariantCulture);
    }
}
