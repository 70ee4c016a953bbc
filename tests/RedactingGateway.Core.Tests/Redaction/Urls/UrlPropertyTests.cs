using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using RedactingGateway.Core.Tests.Detection;

namespace RedactingGateway.Core.Tests.Redaction.Urls;

public sealed partial class UrlPropertyTests
{
    // Two seconds on a slow machine; separators meet in pairs, so hundreds would miss some.
    private const int Iterations = 5000;

    private static readonly Gen<string> Word = Gen.OneOf(
        Gen.OneOf("a", "user", "konto", "orders", "4711", "x.y", "..", ".", "", "%2F", "%3B", ";p=1", "%", "%2", "a+b", "é", "~", "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "dBjftJeZ4CVPmB92K27uhbUJ"),
        GeneratedValues.Characters("abcXYZ019-_.%=;:@/", 0, 12));

    private static readonly Gen<string> Person = Gen.OneOf(GeneratedValues.Email, GeneratedValues.Iban, GeneratedValues.Card);

    private static readonly Gen<string> Spelled = Gen.Select(Person, Gen.Int[0, 4]).Select((value, times) =>
    {
        for (var i = 0; i < times; i++)
        {
            value = Uri.EscapeDataString(value);
        }

        return value.Contains(' ', StringComparison.Ordinal) || value.Any(c => c > 0x7F) ? Uri.EscapeDataString(value) : value;
    });

    [Fact]
    public void ScrubUrl_AnyAddress_IsIdempotent() => Addresses(Word, nested: true).Sample(url =>
    {
        if (UrlText.Scrub(url) is { } once)
        {
            Assert.Equal(once, UrlText.Scrub(once));
        }
    }, iter: Iterations);

    [Fact]
    public void Keep_AnyAddress_IsIdempotent() => Addresses(Word, nested: true).Sample(url =>
    {
        if (UrlText.Keep(url) is { Length: > 0 } once)
        {
            Assert.Equal(once, UrlText.Keep(once));
        }
    }, iter: Iterations);

    [Fact]
    public void ScrubUrl_AnyAddress_IsMadeOfItsPartsInTheirOrder() => Addresses(Word, nested: false).Sample(url =>
    {
        if (UrlText.Scrub(url) is not { } scrubbed)
        {
            return;
        }

        var from = 0;
        foreach (var part in Placeholder.Split(scrubbed).SelectMany(p => Parts.Split(p)))
        {
            var at = url.IndexOf(part, from, StringComparison.Ordinal);
            Assert.True(at >= 0, $"{url} → {scrubbed}: {part}");
            from = at + part.Length;
        }
    }, iter: Iterations);

    [Fact]
    public void ScrubUrl_PersonInAnySpelling_DoesNotSurvive() =>
        Gen.Select(Addresses(Word, nested: false), Spelled, Gen.Int[0, 5]).Sample((url, person, place) => AssertGone(UrlText.Scrub(Insert(url, person, place)), person), iter: Iterations);

    [Fact]
    public void Keep_PersonInAnySpelling_DoesNotSurvive() =>
        Gen.Select(Addresses(Word, nested: false), Spelled, Gen.Int[0, 5]).Sample((url, person, place) => AssertGone(UrlText.Keep(Insert(url, person, place)), person), iter: Iterations);

    private static string Insert(string url, string person, int place) => place switch
    {
        0 => $"https://shop.example/{person}/x",
        1 => $"https://shop.example/a?utm_source={person}&utm_x=1",
        2 => $"https://{person}@shop.example/a",
        3 => $"https://shop.example/a#{person}",
        4 => $"https://a.example/?url={Uri.EscapeDataString($"https://b.example/{person}?utm_x={person}")}",
        _ => $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}utm_source={person}",
    };

    // Decoded all the way down, and without the separators that people write numbers with.
    private static void AssertGone(string? scrubbed, string person)
    {
        var text = Bare(scrubbed ?? "");
        var value = Bare(person);
        Assert.False(text.Contains(value, StringComparison.OrdinalIgnoreCase), $"{person} in {scrubbed}");
    }

    private static string Bare(string text)
    {
        for (var i = 0; i < 8; i++)
        {
            text = Uri.UnescapeDataString(text);
        }

        return new string([.. text.Normalize(NormalizationForm.FormKC).Where(c => c is not (' ' or '-'))]);
    }

    private static Gen<string> Addresses(Gen<string> word, bool nested) => Gen.Select(
        Gen.OneOf("https://shop.example", "HTTP://Shop.Example:80", "//shop.example", "https://u:p@shop.example", ""),
        word.Array[0, 5],
        Gen.Select(Gen.OneOf("utm_source", "utm_x", "url", "x", "fbclid", "gclid", ""), nested ? Gen.OneOf(word, word.Select(NestedAddress)) : word).Array[0, 4],
        Gen.OneOf("", "#", "#/a?b=c", "#fbclid=1"))
        .Select((origin, path, query, fragment) =>
            origin + string.Concat(path.Select(s => "/" + s)) + (query.Length == 0 ? "" : "?" + string.Join('&', query.Select(p => $"{p.Item1}={p.Item2}"))) + fragment);

    private static string NestedAddress(string word) => Uri.EscapeDataString($"https://b.example/konto/{word}?utm_x={word}&n=Anna#{word}");

    [GeneratedRegex(":(?:id|token|email|card|iban|ip)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder { get; }

    // The first parameter that stays gets the question mark; a cut segment ends before its slash.
    [GeneratedRegex("[?&/]|%2[Ff]|%5[Cc]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parts { get; }
}
