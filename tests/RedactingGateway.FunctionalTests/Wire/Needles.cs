using System.Text;
using System.Text.RegularExpressions;

namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>Every spelling in which a planted value may turn up. What can be undone in the text instead is in <see cref="TextViews"/>.</summary>
internal static partial class Needles
{
    private const int ShortestStrongValue = 5;

    // Below this many characters a match in base64 says nothing.
    private const int ShortestBase64 = 6;

    public static IEnumerable<Needle> Of(PlantedValue planted) =>
        planted.Forms.SelectMany(form => Literal(planted, form).Concat(Encoded(planted, form)))
            .Concat(Separated(planted))
            .Concat(Hashed(planted))
            .DistinctBy(needle => (needle.Text, needle.Match));

    private static bool IsWeak(PlantedValue planted, string form) =>
        form.Length < ShortestStrongValue || planted.Category is "zip" or "city" or "gender";

    private static IEnumerable<Needle> Literal(PlantedValue planted, string form)
    {
        var match = IsWeak(planted, form) ? MatchKind.WholeToken : MatchKind.Anywhere;
        yield return new Needle(planted, form == planted.Value ? "literal" : $"as {form}", form, match);
        yield return new Needle(planted, "hex", Convert.ToHexStringLower(Encoding.UTF8.GetBytes(form)), match);

        // Bytes of UTF-16 in a text that was read as Latin-1.
        yield return new Needle(planted, "UTF-16", Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(form)), match);
    }

    private static IEnumerable<Needle> Encoded(PlantedValue planted, string form)
    {
        if (IsWeak(planted, form))
        {
            var whole = Convert.ToBase64String(Encoding.UTF8.GetBytes(form)).TrimEnd('=');
            return [new Needle(planted, "base64", whole, MatchKind.WholeToken)];
        }

        string[] cases = [form, form.ToLowerInvariant(), form.ToUpperInvariant()];
        return cases.SelectMany(text => new[]
        {
            (Name: "base64", Bytes: Encoding.UTF8.GetBytes(text)),
            (Name: "base64 of UTF-16", Bytes: Encoding.Unicode.GetBytes(text)),
            (Name: "base64 of UTF-16 BE", Bytes: Encoding.BigEndianUnicode.GetBytes(text)),
        })
        .SelectMany(encoding => Alignments(encoding.Bytes).Select((text, shift) => new Needle(planted, $"{encoding.Name}, alignment {shift}", text, MatchKind.Base64)))
        .Where(needle => needle.Text.Length >= ShortestBase64);
    }

    /// <summary>The characters that these bytes give wherever they stand in a longer base64 text.</summary>
    private static IEnumerable<string> Alignments(byte[] bytes)
    {
        for (var shift = 0; shift < 3; shift++)
        {
            var bits = (shift + bytes.Length) * 8;
            var firstOwn = ((shift * 8) + 5) / 6;
            yield return Convert.ToBase64String([.. new byte[shift], .. bytes])[firstOwn..(bits / 6)];
        }
    }

    /// <summary>Numbers that people group as they like.</summary>
    private static IEnumerable<Needle> Separated(PlantedValue planted) => planted.Category switch
    {
        "phone" => [new(planted, "digits only", Normalisations.SignificantDigits(planted.Value), MatchKind.WithoutSeparators)],
        "credit_card" or "iban" => [new(planted, "without separators", TextViews.WithoutSeparators(planted.Value), MatchKind.WithoutSeparators)],
        "birthday" => [new(planted, "year", Year().Match(planted.Value).Value, MatchKind.WholeToken)],
        _ => [],
    };

    private static IEnumerable<Needle> Hashed(PlantedValue planted) =>
        Normalisations.Of(planted).SelectMany(input => Digests.Of(input).SelectMany(digest => new[]
        {
            new Needle(planted, $"{digest.Algorithm} hex", Convert.ToHexStringLower(digest.Hash), MatchKind.Anywhere),
            new Needle(planted, $"{digest.Algorithm} base64", Convert.ToBase64String(digest.Hash).TrimEnd('='), MatchKind.Base64),
        }));

    [GeneratedRegex("(?:19|20)[0-9]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex Year();
}
