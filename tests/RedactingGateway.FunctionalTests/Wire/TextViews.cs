using System.Globalization;
using System.Text;

namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>A text with one way of writing undone, e.g. its percent-encoding.</summary>
internal sealed record TextView(string Spelling, string Text);

/// <summary>
/// Undoes in the text what would otherwise need a needle per spelling:
/// any mix of encoded and plain characters is found, not only what one encoder would write.
/// </summary>
internal static class TextViews
{
    private const int PercentLevels = 3;

    public static IReadOnlyList<TextView> Of(string text)
    {
        var views = new List<TextView> { new("", text) };
        for (var (level, previous) = (1, text); level <= PercentLevels && Percent.Decode(previous) is var decoded && decoded != previous; level++)
        {
            views.Add(new TextView($"percent-encoded {level}x", decoded));
            previous = decoded;
        }

        AddChanged(views, "JSON-escaped", UnescapeJson);
        AddChanged(views, "JSON-escaped twice", escaped => UnescapeJson(UnescapeJson(escaped)));
        AddChanged(views, "'+' for space", spaced => spaced.Replace('+', ' '));
        return [.. views.DistinctBy(view => view.Text)];
    }

    /// <summary>Undoes JSON's escapes anywhere in a text. Lone surrogates and unknown escapes stay.</summary>
    public static string UnescapeJson(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\' || at + 1 == text.Length)
            {
                plain.Append(text[at]);
                continue;
            }

            var escaped = text[++at];
            if (escaped == 'u' && at + 4 < text.Length && TryCodeUnit(text.AsSpan(at + 1, 4), out var unit))
            {
                plain.Append(unit);
                at += 4;
                continue;
            }

            plain.Append(escaped switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => escaped });
        }

        return plain.ToString();
    }

    /// <summary>The text without what people and programs put between the digits of a number.</summary>
    public static string WithoutSeparators(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-' or '/' or '(' or ')' or '+' or '_' or '\'')));

    /// <summary>base64url and base64, in lines or not, in one alphabet without padding.</summary>
    public static string InOneBase64Alphabet(string text) =>
        string.Concat(text.Where(c => c is not ('\r' or '\n' or '='))).Replace('-', '+').Replace('_', '/');

    private static void AddChanged(List<TextView> views, string spelling, Func<string, string> undo)
    {
        var changed = views
            .Select(view => new TextView($"{view.Spelling} {spelling}".TrimStart(), undo(view.Text)))
            .Where(changed => views.TrueForAll(view => view.Text != changed.Text))
            .ToList();
        views.AddRange(changed);
    }

    private static bool TryCodeUnit(ReadOnlySpan<char> digits, out char unit)
    {
        var isNumber = ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value);
        unit = (char)value;
        return isNumber;
    }
}
