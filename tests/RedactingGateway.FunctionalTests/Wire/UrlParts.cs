using System.Text.RegularExpressions;

namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>Takes URLs apart. Not with <see cref="Uri"/>, which rewrites what it reads.</summary>
internal static partial class UrlParts
{
    public static IEnumerable<DecodedValue> OfTarget(string target)
    {
        yield return new DecodedValue("target", target);
        foreach (var part in Of(target, "(path)"))
        {
            yield return new DecodedValue("target" + part.Where, part.Text);
        }
    }

    /// <summary>The text as a URL, if it is one, and every URL that stands in it.</summary>
    public static IEnumerable<DecodedValue> InText(string text)
    {
        var isUrl = StartsLikeUrl().IsMatch(text) || (text.Contains('?', StringComparison.Ordinal) && !text.Any(char.IsWhiteSpace));
        var embedded = UrlInText().Matches(text).Select(match => match.Value).Where(url => !isUrl || url != text);
        return (isUrl ? embedded.Prepend(text) : embedded).SelectMany(url => Of(url, "(url path)"));
    }

    private static IEnumerable<DecodedValue> Of(string url, string pathName)
    {
        var (beforeFragment, fragment) = Cut(url, '#');
        var (beforeQuery, query) = Cut(beforeFragment, '?');
        var (authority, path) = CutAuthority(beforeQuery);
        var at = authority.LastIndexOf('@');

        IEnumerable<DecodedValue> parts = [
            new("(url userinfo)", at < 0 ? "" : Percent.Decode(authority[..at])),
            new("(url host)", Percent.Decode(authority[(at + 1)..])),
            new(pathName, Percent.Decode(path)),
            .. Segments(path, pathName),
            .. FormText.Parameters(query, "?"),
            new("(url fragment)", Percent.Decode(fragment)),
        ];
        return parts.Where(part => part.Text.Length > 0);
    }

    private static IEnumerable<DecodedValue> Segments(string path, string pathName) =>
        path.Trim('/').Contains('/', StringComparison.Ordinal)
            ? path.Trim('/').Split('/').Select((segment, index) => new DecodedValue($"{pathName}[{index}]", Percent.Decode(segment)))
            : [];

    private static (string Authority, string Path) CutAuthority(string url)
    {
        var scheme = Scheme().Match(url);
        var rest = url[scheme.Length..];
        if (!rest.StartsWith("//", StringComparison.Ordinal))
        {
            return ("", rest);
        }

        var pathStart = rest.IndexOf('/', 2);
        return pathStart < 0 ? (rest[2..], "") : (rest[2..pathStart], rest[pathStart..]);
    }

    private static (string Before, string After) Cut(string text, char mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9+.-]*:)?//|^/[^\n]*[?#]|^[?#]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex StartsLikeUrl();

    [GeneratedRegex("""([A-Za-z][A-Za-z0-9+.-]*://|mailto:|tel:|sms:)[^\s"'<>\\]+""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex UrlInText();

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9+.-]*:)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Scheme();
}
