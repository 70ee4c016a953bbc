using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Privacy.Transparency;

/// <summary>Writes a page of the gateway: everything that is put into its markup is escaped, unless it is markup of its own.</summary>
internal sealed class PageWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new();

    /// <summary>Begins the page, its first heading included.</summary>
    /// <param name="site">The site.</param>
    /// <param name="language">The language of the page.</param>
    /// <param name="languages">The languages that there are.</param>
    /// <param name="path">The page's own path.</param>
    /// <param name="title">Its title.</param>
    /// <param name="head">More of its head.</param>
    public void Begin(CompiledSite site, NoticeLanguage language, IReadOnlyList<NoticeLanguage> languages, string path, string title, string head = "")
    {
        Line($"""
            <!DOCTYPE html>
            <html lang="{language.Tag}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            <link rel="stylesheet" href="{site.PrivacyPath}/choices.css">
            <link rel="stylesheet" href="{site.PrivacyPath}/transparency.css">
            """);
        Markup(head);
        Markup("</head>\n<body>\n<main class=\"wide\">\n");
        if (languages.Count > 1)
        {
            Markup("<ul class=\"languages\">");
            foreach (var other in languages)
            {
                Line($"<li><a href=\"{path}?language={other.Tag}\" lang=\"{other.Tag}\" hreflang=\"{other.Tag}\"{(Marked)(other.Tag == language.Tag ? " aria-current=\"true\"" : "")}>{other["language.name"]}</a></li>");
            }

            Markup("</ul>\n");
        }

        Line($"<h1>{title}</h1>");
    }

    /// <summary>Writes markup whose holes are text.</summary>
    public void Line(ref Escaped line) => _html.Append(line.Text).Append('\n');

    /// <summary>Writes markup as it is.</summary>
    public void Markup(string markup) => _html.Append(markup);

    /// <summary>Begins a table; it reads as a list where the page is narrow, and keeps its meaning there by its roles.</summary>
    public void BeginTable(string caption, params ReadOnlySpan<string> columns)
    {
        Line($"<table role=\"table\">\n<caption>{caption}</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">");
        foreach (var column in columns)
        {
            Line($"<th scope=\"col\" role=\"columnheader\">{column}</th>");
        }

        Markup("</tr></thead>\n<tbody role=\"rowgroup\">\n");
    }

    /// <summary>Writes a row; its first cell names it.</summary>
    public void Row(ReadOnlySpan<string> columns, params ReadOnlySpan<string> cells)
    {
        Line($"<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">{cells[0]}</th>");
        for (var i = 1; i < cells.Length; i++)
        {
            Line($"<td role=\"cell\" data-label=\"{columns[i]}\">{cells[i]}</td>");
        }

        Markup("</tr>\n");
    }

    public void EndTable() => Markup("</tbody>\n</table>\n");

    /// <summary>An address that a policy names, as a link where it is one for the web.</summary>
    public void Link(string address, string text)
    {
        if (address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            Line($"<a href=\"{address}\" rel=\"noreferrer\">{text}</a>");
        }
    }

    /// <summary>Ends the page.</summary>
    public string End() => _html.Append("</main>\n</body>\n</html>\n").ToString();

    /// <summary>Markup that goes into a line as it is.</summary>
    internal readonly record struct Marked(string Markup)
    {
        public static explicit operator Marked(string markup) => new(markup);
    }

    /// <summary>A line: its literals are markup, its holes are text and escaped.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Escaped(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _text = new(literalLength + (formattedCount * 32));

        public string Text => _text.ToString();

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(string text) => _text.Append(Encoder.Encode(text));

        public void AppendFormatted(Marked markup) => _text.Append(markup.Markup);
    }
}
