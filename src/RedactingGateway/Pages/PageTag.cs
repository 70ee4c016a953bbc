using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace RedactingGateway.Pages;

/// <summary>Entity tags of pages that were changed: the site's own tag, and which variant of the page it is (RFC 9110 § 8.8.3).</summary>
/// <remarks>Weak, because variants of a page are equal for its reader and not in their bytes.</remarks>
internal static class PageTag
{
    private const string Mark = ".rg-";
    private const char Strong = 's';
    private const char Weak = 'w';

    /// <summary>The tag of a variant.</summary>
    /// <param name="tag">The site's tag.</param>
    /// <param name="variant">Letters and digits.</param>
    /// <returns>Null where the site's tag is none.</returns>
    public static string? Write(string? tag, string variant) =>
        EntityTagHeaderValue.TryParse(tag, out var read) && read.Tag.Length >= 2
            ? $"W/{read.Tag.AsSpan(0, read.Tag.Length - 1)}{Mark}{(read.IsWeak ? Weak : Strong)}-{variant}\""
            : null;

    /// <summary>What the site is asked for: its own tags, where the browser has this variant of the page; the others would hide what changed.</summary>
    public static StringValues ToSite(StringValues sent, string variant)
    {
        if (!EntityTagHeaderValue.TryParseList(sent, out var tags))
        {
            return StringValues.Empty;
        }

        List<string> own = [];
        foreach (var tag in tags)
        {
            var text = tag.Tag.AsSpan();
            if (!text.EndsWith($"-{variant}\"") || text.LastIndexOf(Mark) is not (> 0 and var at) || text.Length != at + Mark.Length + variant.Length + "s-\"".Length)
            {
                continue;
            }

            var weak = text[at + Mark.Length] == Weak ? "W/" : "";
            own.Add($"{weak}{text[..at]}\"");
        }

        return own.Count == 0 ? StringValues.Empty : string.Join(", ", own);
    }
}
