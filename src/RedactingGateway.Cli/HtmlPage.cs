using System.Net;

namespace RedactingGateway.Cli;

/// <summary>Writes a self-contained page: nothing is loaded, and it prints well.</summary>
internal sealed class HtmlPage(TextWriter output)
{
    private const string Style = """
        :root { color-scheme: light; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --band: #f6f8fa; --accent: #0b5c5c; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 68rem; padding: 2.5rem 1.5rem 4rem; color: var(--ink); background: #fff;
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
        h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem; }
        h2 { font-size: 1.35rem; margin: 2.75rem 0 .75rem; padding-top: 1rem; border-top: 3px solid var(--accent); }
        h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
        p { margin: .4rem 0; max-width: 46rem; } .lead, .note { color: var(--soft); }
        dl { display: grid; grid-template-columns: minmax(9rem, 14rem) 1fr; gap: .3rem 1.5rem; margin: 1rem 0; }
        dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: .93rem; margin: .5rem 0 1rem; }
        caption { text-align: left; font-weight: 600; padding: .5rem 0; }
        th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); }
        thead th { color: var(--soft); font-weight: 600; border-bottom: 2px solid var(--line); }
        tbody th { font-weight: 500; } code { color: var(--soft); font-size: .85em; display: block; overflow-wrap: anywhere; }
        .state { white-space: nowrap; font-weight: 600; } .works { color: #116329; } .degraded { color: #7a4b00; } .impossible { color: #a40e26; }
        li { margin: .3rem 0; max-width: 46rem; } a { color: var(--accent); }
        @page { size: A4; margin: 18mm 16mm; }
        @media print { body { padding: 0; max-width: none; font-size: 10pt; } h2 { break-after: avoid; } tr, dl { break-inside: avoid; } thead { display: table-header-group; } .scroll { overflow: visible; } a { color: inherit; } }
        @media (max-width: 40rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; } }
        """;

    public void Begin(string language, string title) => output.WriteLine($"""
        <!DOCTYPE html>
        <html lang="{Encode(language)}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encode(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <main>
        <h1>{Encode(title)}</h1>
        """);

    public void End() => output.WriteLine("</main>\n</body>\n</html>");

    public void Element(string name, string text, string? className = null) =>
        output.WriteLine($"<{name}{(className is null ? "" : $" class=\"{className}\"")}>{Encode(text)}</{name}>");

    public void Facts(params ReadOnlySpan<(string Name, string? Value)> facts)
    {
        output.WriteLine("<dl>");
        foreach (var (name, value) in facts)
        {
            if (!string.IsNullOrEmpty(value))
            {
                output.WriteLine($"<dt>{Encode(name)}</dt><dd>{Encode(value)}</dd>");
            }
        }

        output.WriteLine("</dl>");
    }

    public void List(IEnumerable<string> items) => output.WriteLine($"<ul>\n{string.Concat(items.Select(i => $"<li>{Encode(i)}</li>\n"))}</ul>");

    /// <summary>A table whose first column names its rows; cells are HTML.</summary>
    public void Table(string caption, IReadOnlyList<string> columns, IEnumerable<string[]> rows)
    {
        // A table that is wider than a telephone is scrolled, also with the keyboard.
        output.WriteLine($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Encode(caption)}\">\n<table>\n<caption>{Encode(caption)}</caption>");
        output.WriteLine($"<thead><tr>{string.Concat(columns.Select(c => $"<th scope=\"col\">{Encode(c)}</th>"))}</tr></thead>\n<tbody>");
        foreach (var row in rows)
        {
            output.WriteLine($"<tr><th scope=\"row\">{row[0]}</th>{string.Concat(row.Skip(1).Select(c => $"<td>{c}</td>"))}</tr>");
        }

        output.WriteLine("</tbody>\n</table>\n</div>");
    }

    /// <summary>A key or address; lines break behind its dots.</summary>
    public static string Code(string text) => $"<code>{Encode(text).Replace(".", ".<wbr>", StringComparison.Ordinal)}</code>";

    public static string Encode(string text) => WebUtility.HtmlEncode(text);
}
