using System.Globalization;
using CsCheck;

namespace RedactingGateway.Core.Tests.Notices.Html;

/// <summary>Made-up pages: pieces of markup, mostly broken, in any order; and ordinary pages.</summary>
internal static class PageGenerator
{
    public static readonly int Cases = int.Parse(Environment.GetEnvironmentVariable("RGW_CASES") ?? "3000", CultureInfo.InvariantCulture);

    // The long run (.ci/long) draws its own; null: CsCheck's.
    public static readonly string? Seed = Environment.GetEnvironmentVariable("RGW_SEED") is { Length: > 0 } given ? given : null;

    // Nothing that one browser reads in another way than the next: the scan must agree with the DOM.
    private static readonly string[] Pieces =
    [
        "<div>", "</div>", "<div class=\"a b\">", "<p>", "</p>", "<p id=x>", "<span>", "</span>", "<a href=/x>", "</a>", "<img src=\"/p.gif?a=1&amp;b=2\">",
        "<br/>", "<ul>", "<li>", "</li>", "</ul>", "<ol>", "</ol>", "<dl>", "<dt>", "<dd>", "</dl>", "<table>", "<tr>", "<td>", "<th>", "</td>", "</tr>",
        "</table>", "<tbody>", "</tbody>", "<thead>", "<caption>", "</caption>", "<script>", "</script>", "<style>", "</style>", "<title>", "</title>",
        "<textarea>", "</textarea>", "<!--", "-->", "--!>", "<!-->", "<!--->", "<!doctype html>", "<!x>", "<?x>", "</ >", "<>", "<3", "a<b", "text ",
        " ", "\n", "\r", "\r\n", "\0", "&amp;", "&lt;div&gt;", "\"", "'", "<div title=\"<script>\">", "<div title='-->'>", "<div title=</script>>", "<div a b=c/>",
        "<div/>", "<input value=1>", "<button>", "</button>", "<form>", "</form>", "<h1>", "</h1>", "<h2>", "<iframe>", "</iframe>", "<xmp>", "</xmp>", "<noembed>",
        "</noembed>", "<article>", "</article>", "<section class=a>", "</section>", "<!--<script>", "<script><!--", "</scriPT >", "</script/x>", "<scr", "ipt>",
        "</titl>", "<svg>", "</svg>", "<g>", "<path d=''/>", "<math>", "</math>", "<mi>", "</mi>", "<desc>", "</desc>", "<foreignObject>", "</foreignObject>",
        "<![CDATA[", "]]>", "]]", "<font color=a>", "<font>", "</font>", "<b>", "</b>", "<i>", "</i>", "<template>", "</template>", "<html lang=de>", "<head>", "</head>",
        "<body>", "</body>", "</html>", "<meta charset=utf-8>", "<link rel=x>", "<base href=/>", "<image src=x>", "<div\tclass='x'\n>", "<div class=a class=b>",
        "\u00FF", "\u0080<p>", "<option>", "<object>", "</object>", "<hr>", "</br>", "<pre>", "</pre>", "<nobr>", "<x-y z>", "</x-y>", "<div data-offer=1>",
    ];

    // After "</>" AngleSharp reports the next tag three bytes too early.
    private static readonly string[] Doubtful =
        ["</>", "<noscript>", "</noscript>", "<!--</noscript>-->", "<select>", "</select>", "<frameset>", "<plaintext>", "<col>", "<colgroup>", "<noframes>", "</noframes>"];

    public static readonly Gen<string> Plain = Gen.OneOf(Pieces).Array[0, 40].Select(string.Concat);

    public static readonly Gen<string> Hostile = Gen.OneOf([.. Pieces, .. Doubtful, .. Doubtful]).Array[0, 50].Select(string.Concat);

    /// <summary>Chunk sizes: 1, primes, anything.</summary>
    public static readonly Gen<int[]> Chunks = Gen.OneOf(
        Gen.Const(Enumerable.Repeat(1, 4000).ToArray()),
        Gen.OneOf(2, 3, 5, 7, 11, 13, 31).Select(size => Enumerable.Repeat(size, 2000).ToArray()),
        Gen.Int[0, 60].Array[0, 40]);

    private static readonly Gen<string> Word = Gen.OneOf("Schuhe", "Angebot", "für", "Sie", "heute", "&amp;", "a < b", "40&nbsp;€");

    /// <summary>A page as sites send them: everything closed, nested a few levels deep.</summary>
    public static readonly Gen<string> Ordinary = Gen.Select(Element(4).Array[1, 6], Gen.Bool, (body, isMinimal) => isMinimal
        ? $"<!doctype html><title>t</title>{string.Concat(body)}"
        : $"<!doctype html>\n<html lang=\"de\">\n<head><meta charset=\"utf-8\"><title>a &lt; b</title><script>if (a<b) {{ \"</div>\" }}</script></head>\n<body class=\"page\">{string.Concat(body)}</body>\n</html>\n");

    private static Gen<string> Element(int depth) => depth == 0 ? Word : Gen.OneOf(
        Word,
        Gen.Select(
            Gen.OneOf("div", "section", "article", "main", "span", "a", "b", "blockquote", "figure"),
            Gen.OneOf("", " class=\"a\"", " class='b a'", " id=x", " data-offer=\"1\"", " data-offer lang=de"),
            Element(depth - 1).Array[0, 4],
            (name, attributes, content) => $"<{Inline(name, depth)}{attributes}>{string.Concat(content)}</{Inline(name, depth)}>"),
        Element(depth - 1).Array[1, 3].Select(items => $"<ul>{string.Concat(items.Select(item => $"<li>{item}"))}</ul>"),
        Element(depth - 1).Array[1, 3].Select(cells => $"<table class=a><tr>{string.Concat(cells.Select(cell => $"<td>{cell}"))}</table>"),
        Gen.OneOf("<img src=x class=a>", "<br>", "<script src=\"/a.js\"></script>", "<svg class=a><title>t</title><g><path/></g></svg>", "<!-- <div class=a> -->"));

    // Blocks only in blocks: what browsers would move stays out of ordinary pages.
    private static string Inline(string name, int depth) => name is "span" or "a" or "b" && depth > 1 ? "div" : name;
}
