using System.Text.RegularExpressions;

namespace RedactingGateway.Core.Notices.Html;

/// <summary>The language that a page says it is in.</summary>
public static partial class PageLanguage
{
    // RFC 5646 § 4.4.1: longer tags are of no use here.
    private const int MaxLength = 35;

    /// <summary>The language tag in a lang attribute; null where it is none.</summary>
    public static string? Read(string? value)
    {
        var tag = value?.Trim();
        return tag is { Length: > 0 and <= MaxLength } && Tag().IsMatch(tag) ? tag : null;
    }

    /// <summary>The primary language of a tag, lower case: <c>de</c> of <c>de-AT</c>.</summary>
    public static string Primary(string tag) => tag.Split('-', 2)[0].ToLowerInvariant();

    [GeneratedRegex("^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();
}
