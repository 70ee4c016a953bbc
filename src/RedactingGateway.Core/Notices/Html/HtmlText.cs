using System.Text;
using AngleSharp.Html;
using RedactingGateway.Core.Notices.Html.Charsets;

namespace RedactingGateway.Core.Notices.Html;

/// <summary>Text in markup: written in a page's charset, escaped, and read from attributes.</summary>
public static class HtmlText
{
    // "CounterClockwiseContourIntegral;", the longest named character reference.
    private const int LongestName = 32;

    // No code point has more decimal digits; leading zeros aside.
    private const int HighestCodePoint = 0x10FFFF;

    private static readonly HtmlEntityProvider References = (HtmlEntityProvider)HtmlEntityProvider.Resolver;

    /// <summary>Writes markup in a page's charset; what it lacks becomes a numeric character reference.</summary>
    public static byte[] Encode(string markup, HtmlCharset charset) => charset.Encoding.GetBytes(markup);

    /// <summary>Escapes text for element content and quoted attributes.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                '\0' => escaped.Append('\uFFFD'),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    /// <summary>An attribute's value as browsers read it: charset, character references, new lines.</summary>
    public static string Decode(ReadOnlySpan<byte> value, HtmlCharset charset)
    {
        var text = charset.Encoding.GetString(value);
        if (text.AsSpan().IndexOfAny("&\r\0") < 0)
        {
            return text;
        }

        text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace('\0', '\uFFFD');
        var result = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        while (rest.IndexOf('&') is >= 0 and var at)
        {
            result.Append(rest[..at]);
            rest = rest[at..];
            var length = rest.Length > 1 && rest[1] == '#' ? Numeric(rest, result) : Named(rest, result);
            if (length == 0)
            {
                result.Append('&');
                length = 1;
            }

            rest = rest[length..];
        }

        return result.Append(rest).ToString();
    }

    private static int Numeric(ReadOnlySpan<char> text, StringBuilder result)
    {
        var isHex = text.Length > 2 && text[2] is 'x' or 'X';
        var at = isHex ? 3 : 2;
        var start = at;
        var code = 0;
        while (at < text.Length && (isHex ? char.IsAsciiHexDigit(text[at]) : char.IsAsciiDigit(text[at])))
        {
            code = Math.Min((code * (isHex ? 16 : 10)) + Convert.ToInt32(text[at].ToString(), 16), HighestCodePoint + 1);
            at++;
        }

        if (at == start)
        {
            return 0;
        }

        if (HtmlEntityProvider.IsInCharacterTable(code))
        {
            result.Append(HtmlEntityProvider.GetSymbolFromTable(code));
        }
        else
        {
            result.Append(code != 0 && Rune.IsValid(code) ? new Rune(code).ToString() : "\uFFFD");
        }

        return at < text.Length && text[at] == ';' ? at + 1 : at;
    }

    // In attributes a name without its semicolon counts only where no letter, digit or '=' follows.
    private static int Named(ReadOnlySpan<char> text, StringBuilder result)
    {
        var end = 1;
        while (end < text.Length && end <= LongestName && char.IsAsciiLetterOrDigit(text[end]))
        {
            end++;
        }

        if (end < text.Length && text[end] == ';' && References.GetSymbol(text[1..(end + 1)].ToString()) is { } symbol)
        {
            result.Append(symbol);
            return end + 1;
        }

        // Only the whole run of letters can be followed by something else than a letter or digit.
        if (end > 1 && (end == text.Length || text[end] != '=') && References.GetSymbol(text[1..end].ToString()) is { } bare)
        {
            result.Append(bare);
            return end;
        }

        return 0;
    }
}
