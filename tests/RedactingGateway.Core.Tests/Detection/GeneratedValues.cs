using System.Globalization;
using System.Net;
using CsCheck;

namespace RedactingGateway.Core.Tests.Detection;

/// <summary>Generators of valid values, made from the definitions of their formats and not from the detectors.</summary>
internal static class GeneratedValues
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";

    /// <summary>A value, the text that holds it and the offset in bytes at which it stands there.</summary>
    public static Gen<(string Before, string Value, string After)> InText(Gen<string> value) => Gen.Select(
        Gen.OneOf(string.Empty, " ", "Hallo ", "Bitte an: ", "(", "„", "»", "\n", "ist,", "x; ", "für\t", "<", "\u00A0", "💳 ", "null|", "[\""),
        value,
        Gen.OneOf(string.Empty, " ", ".", ", danke", ")", "“", "«", "\n", "; x", "!", "? ", ">", "\u00A0", " 💳", "|null", "\"]", "…"));

    public static Gen<string> Email { get; } = Gen.Select(
        Gen.Select(Characters(Lower + Digits + "_ü", 1, 12), Gen.OneOf("", ".", "+", "-", "'"), Characters(Lower + Digits, 1, 12)),
        Gen.OneOf("@", "%40", "%2540", "＠"),
        Characters(Lower + Digits, 1, 20).Array[1, 3],
        Gen.OneOf("org", "de", "example", "museum", "xn--p1ai", "рф"))
        .Select((local, at, labels, top) => $"{local.Item1}{local.Item2}{local.Item3}{at}{string.Join('.', labels)}.{top}");

    public static Gen<string> CardDigits { get; } = Gen.Select(
        Gen.OneOf<(int Low, int High, int Length)>(
            (400000, 499999, 16), (400000, 499999, 19), (510000, 559999, 16), (222100, 272099, 16), (340000, 349999, 15), (370000, 379999, 15),
            (300000, 305999, 14), (360000, 369999, 14), (601100, 601199, 16), (644000, 659999, 16), (352800, 358999, 16), (620000, 629999, 16),
            (620000, 629999, 19), (675900, 675999, 16), (676100, 676399, 18)),
        Gen.Int[0, 99_999],
        Characters(Digits, 13, 13))
        .Select((issuer, prefix, rest) =>
        {
            int first = issuer.Low + (prefix % (issuer.High - issuer.Low + 1));
            return WithLuhnDigit((first.ToString(CultureInfo.InvariantCulture) + rest)[..(issuer.Length - 1)]);
        });

    public static Gen<string> Card { get; } = Gen.Select(CardDigits, Gen.OneOf(string.Empty, " ", "-", "\u00A0", "\u202F", "."))
        .Select((digits, separator) => string.Join(separator, digits.Chunk(4).Select(group => new string(group))));

    public static Gen<string> Iban { get; } = Gen.Select(
        Gen.OneOf(
            "DE18n", "AT16n", "CH5n12c", "FR10n11c2n", "GB4a14n", "NL4a10n", "NO11n", "IT1a10n12c", "MT4a5n18c", "LC4a24c", "RU14n15c", "PL24n"),
        Characters("ABCDEFGHIJKLMNOPQRSTUVWXYZ" + Digits, 64, 64),
        Gen.OneOf(string.Empty, " ", "-", "\u00A0"),
        Gen.Bool)
        .Select((country, random, separator, lower) =>
        {
            string bban = FromStructure(country[2..], random);
            string iban = country[..2] + IbanDetectorTests.CheckDigits(country[..2], bban) + bban;
            string printed = string.Join(separator, iban.Chunk(4).Select(group => new string(group)));
            return lower ? printed.ToLowerInvariant() : printed;
        });

    public static Gen<string> IPv4 { get; } = Gen.Int[1, 254].Array[4].Select(octets => string.Join('.', octets));

    public static Gen<string> IPv6 { get; } = Gen.Select(Gen.Byte.Array[16], Gen.Int[0, 6], Gen.Int[0, 7], Gen.Bool)
        .Select((bytes, zeroGroups, from, upper) =>
        {
            bytes[0] = 0x20;
            bytes[1] = 1;
            bytes[15] |= 1;
            for (int group = Math.Max(from, 1); group < Math.Min(from + zeroGroups, 7); group++)
            {
                bytes[group * 2] = bytes[(group * 2) + 1] = 0;
            }

            string text = new IPAddress(bytes).ToString();
            return upper ? text.ToUpperInvariant() : text;
        });

    public static Gen<string> Characters(string alphabet, int min, int max) =>
        Gen.Int[0, alphabet.Length - 1].Array[min, max].Select(indexes => new string([.. indexes.Select(index => alphabet[index])]));

    /// <summary>Appends the check digit of ISO/IEC 7812-1 annex B, found by trying all ten.</summary>
    public static string WithLuhnDigit(string digits) => Digits.Select(digit => digits + digit).Single(number =>
        number.Reverse().Select((digit, i) => (digit - '0') * (1 + (i % 2))).Sum(product => (product / 10) + (product % 10)) % 10 == 0);

    private static string FromStructure(string structure, string random)
    {
        string bban = string.Empty;
        int next = 0;
        string count = string.Empty;
        foreach (char character in structure)
        {
            if (char.IsDigit(character))
            {
                count += character;
                continue;
            }

            for (int i = int.Parse(count, CultureInfo.InvariantCulture); i > 0; i--)
            {
                char drawn = random[next++];
                bban += character switch
                {
                    'n' => (char)('0' + (drawn % 10)),
                    'a' => (char)('A' + (drawn % 26)),
                    _ => drawn,
                };
            }

            count = string.Empty;
        }

        return bban;
    }
}
