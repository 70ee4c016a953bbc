using System.Globalization;
using CsCheck;

namespace RedactingGateway.Core.Tests.Signals.Tcf;

/// <summary>Damaged and made-up consent strings for the properties of the readers.</summary>
internal static class SignalCases
{
    public const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    // The long run (.ci/long) sets both; null: CsCheck's own seed.
    public static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("RGW_CASES") ?? "5000", CultureInfo.InvariantCulture);
    public static readonly string? Seed = Environment.GetEnvironmentVariable("RGW_SEED") is { Length: > 0 } given ? given : null;

    /// <summary>One of the corpus's strings, by its property in the file.</summary>
    public static Gen<string> Valid(string file, string property) =>
        Gen.OneOf([.. ExpectedTcf.Lines(file).Select(line => line.GetProperty(property).GetString()!)]);

    /// <summary>A string with up to eight damages: a digit or any character changed, put in, taken away, doubled, the end cut off, two strings joined.</summary>
    public static Gen<string> Damaged(Gen<string> valid) =>
        Gen.Select(valid, valid, Gen.Select(Gen.Int[0, 6], Gen.Int[0, int.MaxValue], Gen.Char, Gen.Int[0, 63]).Array[1, 8]).Select((text, other, damages) =>
        {
            foreach (var (kind, place, character, digit) in damages)
            {
                var at = text.Length == 0 ? 0 : place % text.Length;
                text = kind switch
                {
                    0 or 1 when text.Length > 0 => $"{text[..at]}{Digits[digit]}{text[(at + 1)..]}",
                    2 => text.Insert(at, character.ToString()),
                    3 when text.Length > 0 => text.Remove(at, 1),
                    4 => text.Insert(at, text[at..Math.Min(text.Length, at + digit)]),
                    5 => text[..at],
                    _ => text[..at] + other[Math.Min(at, other.Length)..],
                };
            }

            return text;
        });

    /// <summary>The right first digits, then digits and separators at random: they reach the inner loops.</summary>
    public static Gen<string> Digital(string start, string separators) =>
        Gen.OneOf([.. Digits, .. Digits, .. Digits, .. separators]).Array[0, 400].Select(text => start + new string(text));

    /// <summary>Any characters, sometimes very many.</summary>
    public static readonly Gen<string> Anything =
        Gen.OneOf(Gen.String, Gen.Select(Gen.String[0, 6], Gen.Int[0, 9000]).Select((text, times) => string.Concat(Enumerable.Repeat(text, times))));
}
