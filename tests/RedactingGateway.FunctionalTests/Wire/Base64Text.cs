using System.Text.RegularExpressions;

namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>base64 and base64url, padded or not, where it decodes to something that was meant as content.</summary>
internal static partial class Base64Text
{
    public static IEnumerable<DecodedValue> InText(string text)
    {
        var compact = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        var whole = WholeValue().IsMatch(compact) ? Decode(compact, ">base64") : [];

        // Both alphabets, because '/' and '+' may also stand between two values.
        var runs = Run().Matches(text).Concat(UrlSafeRun().Matches(text)).Where(match => match.Value != text).DistinctBy(match => match.Value);
        return whole.Concat(runs.SelectMany(run => Decode(run.Value, $">base64[{run.Index}]")));
    }

    private static IEnumerable<DecodedValue> Decode(string encoded, string where)
    {
        var standard = encoded.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        if (standard.Length % 4 == 1)
        {
            return [];
        }

        var bytes = Convert.FromBase64String(standard + new string('=', -standard.Length & 3));
        var compressed = Compression.ByMagic(bytes).Select(inner => new DecodedValue(where + inner.Where, inner.Text));
        return ByteText.Plausible(bytes) is { } content ? compressed.Prepend(new DecodedValue(where, content)) : compressed;
    }

    [GeneratedRegex("^[A-Za-z0-9+/_-]{6,}={0,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex WholeValue();

    [GeneratedRegex("[A-Za-z0-9+/_-]{12,}={0,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Run();

    [GeneratedRegex("[A-Za-z0-9_-]{12,}={0,2}", RegexOptions.CultureInvariant)]
    private static partial Regex UrlSafeRun();
}
