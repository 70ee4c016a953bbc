using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace RedactingGateway.Cli.Cleaning;

/// <summary>
/// Made-up values of the same shape as real ones: the same one for the same value while the object lives, drawn at random, so that
/// nobody can work the real one out.
/// </summary>
internal sealed partial class FakeValues
{
    // RFC 2606 § 3: nobody has a mailbox there.
    private const string MailDomain = "example.org";

    // Bundesnetzagentur, Rufnummern für Medienproduktionen: Berlin 030 23125 and three digits, which nobody is given.
    private const string NoOnesNumber = "3023125";

    // RFC 5737 § 3, RFC 3849 § 2: addresses for documentation.
    private const string Ipv4Prefix = "192.0.2.";
    private const string Ipv6Prefix = "2001:db8::";

    // Where nothing of the same shape can be made.
    private const string Nothing = "x";

    private const int Iso13616Modulus = 97;

    // What vendors begin their own ids with: the rest would be no id of theirs without it.
    private static readonly FrozenSet<string> Prefixes = new[] { "fb", "GA1", "GS1", "GS2", "G", "AW", "UA", "GTM" }.ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _fakes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    /// <summary>The text with every letter and digit replaced; what is a value of a known shape stays one.</summary>
    public string Of(string text) => Shapes.Replace(text, match => match switch
    {
        _ when match.Index == 0 && match.Length < text.Length && text[match.Length] is '.' or '-' && Prefixes.Contains(match.Value) => match.Value,
        _ when match.Groups["hex"].Success && !match.Value.Contains('-', StringComparison.Ordinal) && IsIban(match.Value) => Kept(match.Value, Iban),
        _ when match.Groups["hex"].Success => Kept(match.Value, v => Scramble(v, isHex: true)),
        _ when match.Groups["mail"].Success => Kept(match.Value, v => $"{Scramble(v[..v.IndexOf('@', StringComparison.Ordinal)], isHex: false)}@{MailDomain}"),
        _ when match.Groups["iban"].Success && IsIban(match.Value) => Kept(match.Value, Iban),
        _ when match.Groups["ip"].Success && IPAddress.TryParse(match.Value, out var address) => Kept(match.Value, _ => Address(address)),
        _ when match.Groups["number"].Success && IsCard(match.Value) => Kept(match.Value, Card),
        _ when match.Groups["number"].Success && IsPhone(match.Value) => Kept(match.Value, Phone),
        _ => Words.Replace(match.Value, word => Kept(word.Value, v => Scramble(v, isHex: false))),
    });

    // A fake that is somebody else's, or the value itself, would be no fake; short ones have too few to choose from.
    private string Kept(string value, Func<string, string> make)
    {
        const int attempts = 32;
        if (_fakes.TryGetValue(value, out var known))
        {
            return known;
        }

        var fake = make(value);
        for (var i = 0; i < attempts && (fake == value || _given.Contains(fake)); i++)
        {
            fake = make(value);
        }

        fake = fake == value ? Nothing : fake;
        _fakes.Add(value, fake);
        _given.Add(fake);
        return fake;
    }

    // Hexadecimal digits stay such, so that hashes and UUIDs keep their shape.
    private static string Scramble(string word, bool isHex)
    {
        var text = new StringBuilder(word.Length);
        foreach (var (i, c) in word.Index())
        {
            // Times stay near today: SDKs and vendors take no others.
            var isTime = i == 0 && c == '1' && word.Length is 10 or 13;
            text.Append(c switch
            {
                _ when isTime && i == 0 => c,
                >= '0' and <= '9' => (char)('0' + (i == 0 ? RandomNumberGenerator.GetInt32(1, 10) : RandomNumberGenerator.GetInt32(10))),
                _ when char.IsNumber(c) => (char)('0' + RandomNumberGenerator.GetInt32(10)),
                _ when !char.IsLetter(c) => c,
                _ when char.IsUpper(c) => (char)('A' + RandomNumberGenerator.GetInt32(isHex ? 6 : 26)),
                _ => (char)('a' + RandomNumberGenerator.GetInt32(isHex ? 6 : 26)),
            });
        }

        return text.ToString();
    }

    private static string Address(IPAddress address) => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
        ? string.Create(CultureInfo.InvariantCulture, $"{Ipv4Prefix}{RandomNumberGenerator.GetInt32(1, 255)}")
        : string.Create(CultureInfo.InvariantCulture, $"{Ipv6Prefix}{RandomNumberGenerator.GetInt32(1, 0xffff):x}");

    private static string Phone(string number)
    {
        var line = NoOnesNumber + RandomNumberGenerator.GetInt32(1000).ToString("D3", CultureInfo.InvariantCulture);
        return number.StartsWith('+') ? $"+49{line}" : number.StartsWith("00", StringComparison.Ordinal) ? $"0049{line}" : number.StartsWith("49", StringComparison.Ordinal) ? $"49{line}" : $"0{line}";
    }

    // Issuer identification number 400000, of which payment services make test numbers; the groups stay.
    private static string Card(string number)
    {
        var digits = $"400000{Digits(number.Count(char.IsAsciiDigit) - 7)}";
        var check = Enumerable.Range(0, 10).First(d => Luhn($"{digits}{d}"));
        return Refill(number, $"{digits}{check}");
    }

    private static string Iban(string iban)
    {
        var plain = iban.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        var account = string.Concat(plain[4..].Select(c => char.IsAsciiDigit(c) ? (char)('0' + RandomNumberGenerator.GetInt32(10)) : (char)('A' + RandomNumberGenerator.GetInt32(26))));
        var check = Iso13616Modulus + 1 - Remainder($"{account}{plain[..2]}00");
        return Refill(iban, $"{plain[..2]}{check:D2}{account}");
    }

    private static string Refill(string pattern, string characters)
    {
        var next = 0;
        return string.Concat(pattern.Select(c => char.IsAsciiLetterOrDigit(c) ? characters[next++] : c));
    }

    private static string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => RandomNumberGenerator.GetInt32(10)));

    private static bool IsCard(string number) => number[0] is >= '2' and <= '6' && number.Count(char.IsAsciiDigit) is >= 13 and <= 19 && Luhn(string.Concat(number.Where(char.IsAsciiDigit)));

    private static bool IsPhone(string number) =>
        number.Count(char.IsAsciiDigit) is >= 9 and <= 15 && (number[0] is '+' or '0' || (number.StartsWith("49", StringComparison.Ordinal) && number.Count(char.IsAsciiDigit) > 10));

    private static bool IsIban(string text) => Remainder(text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant() is var plain ? $"{plain[4..]}{plain[..4]}" : "") == 1;

    // ISO 7064, MOD 97-10: letters count as 10 to 35.
    private static int Remainder(string text) => text.Aggregate(0, (r, c) => char.IsAsciiDigit(c) ? ((r * 10) + (c - '0')) % Iso13616Modulus : ((r * 100) + (c - 'A' + 10)) % Iso13616Modulus);

    // ISO/IEC 7812-1, annex B.
    private static bool Luhn(string digits) => digits.Reverse().Index().Sum(d => d.Index % 2 == 0 ? d.Item - '0' : (d.Item - '0') * 2 is var twice && twice > 9 ? twice - 9 : (d.Item - '0') * 2) % 10 == 0;

    [GeneratedRegex(@"(?<hex>\b[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b|\b(?=[0-9]*[a-fA-F])[0-9a-fA-F]{16,}\b)|(?<mail>[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+)|(?<iban>\b[A-Za-z]{2}[0-9]{2}( ?[A-Za-z0-9]{4}){2,7}( ?[A-Za-z0-9]{1,3})?\b)|(?<ip>\b[0-9]{1,3}(\.[0-9]{1,3}){3}\b|\b([0-9A-Fa-f]{1,4}:){2,7}(:?[0-9A-Fa-f]{1,4})*)|(?<number>\+?[0-9]([ /()-]{0,2}[0-9]){8,18})|[\p{L}\p{N}]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shapes { get; }

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words { get; }
}
