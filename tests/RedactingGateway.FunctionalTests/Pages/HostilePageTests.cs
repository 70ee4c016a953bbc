using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace RedactingGateway.FunctionalTests.Pages;

/// <summary>Pages that are broken, on purpose or not, come out as they went in, with notices where people see them or nowhere.</summary>
public sealed class HostilePageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Pages => new(
        "<!doctype html><html><head><title>unclosed<body><p>a",
        "<!doctype html><body><div class='a\"><p id=\"x'>a</div",
        "<!doctype html><body><a href=\"x\"y'z>a</a><p title=\"</body>\">b</p></body>",
        "<!doctype html><body><table><tr><table><td><p>a</table></tr></p></table>b</body>",
        "<!doctype html><body><table><caption><table></caption><form><tr></form><td><input></table></body>",
        "<!doctype html><head><script>var a='</head><body>';</script></head><body>a</body>",
        "<!doctype html><head><script><!--<script></script>--></script><title>t</title></head><body>a</body>",
        "<!doctype html><body><script><!-- <script> </body></html>",
        "<!doctype html><body><!-- </body> --!><p>a</p><!--></body>--></body>",
        "<!doctype html><body><!-- open </body></html>",
        "<!doctype html><body><textarea></body></textarea><style></body></style><xmp></body></xmp></body>",
        "<!doctype html><body><title></body></title><plaintext></body></html>",
        "<!doctype html><head><template><body><p>a</template></head><body><template></body></template>b</body>",
        "<!doctype html><body><template><div><template></div></body></html>",
        "<!doctype html><body><svg><style></body></style><title><p>a</title><script></body></script></svg>b</body>",
        "<!doctype html><body><math><annotation-xml encoding=text/html><style></body></style></annotation-xml><mi><p>a</math></body>",
        "<!doctype html><body><svg><![CDATA[</body><p>]]></svg><![CDATA[</body>]]></body>",
        "<!doctype html><body><select><option><div></body></select><select><table></body>",
        "<!doctype html><head><noscript><link><p></noscript></head><body><noscript><div></body></noscript></body>",
        "<!doctype html><frameset><frame src=a></frameset><noframes><body></noframes>",
        "<!doctype html><body>a</body></html><body class=b>c</body></html><!-- d -->",
        "<!doctype html><head></head\0><body\0>a\0<p \0=\"\0\">\0</p>\0</body>",
        "\0\0<!doctype html><ht\0ml><bo\0dy>a</bo\0dy>",
        "<!doctype html><body><?php echo '</body>'; ?><% </body> %><p>a</p></body>",
        "<!doctype html><body><b><p><i></b></p></i><a><a><nobr><nobr><button><button></body>",
        "<!doctype html><body><form><form></form></form><li><li><dd><dt><option><rp></body>");

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_IsTheSitesByteForByte_AndNoNoticeIsHidden(string text)
    {
        var page = Encoding.UTF8.GetBytes(text);
        await using var harness = await PageHarness.StartAsync(PageHarness.Sends(page, chunk: 3));
        using var client = harness.Client();

        using var response = await client.SendAsync(PageHarness.Navigation(), Stop);

        var got = await response.Content.ReadAsByteArrayAsync(Stop);
        Assert.Equal(text, Encoding.UTF8.GetString(PageHarness.Strip(got)));
        AssertSound(text, Encoding.UTF8.GetString(got));
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<svg><g>")]
    [InlineData("<template>")]
    [InlineData("<b><p>")]
    [InlineData("<script><!--")]
    [InlineData("</p>")]
    [InlineData("<a href=\"")]
    [InlineData("\0")]
    public async Task Page_NestedAHundredThousandTimes_IsWhole(string piece)
    {
        // What it costs is counted in steps in the tests of the rewriter; here it must come through at all.
        var page = Encoding.UTF8.GetBytes("<!doctype html><html><head></head><body>" + string.Concat(Enumerable.Repeat(piece, 100_000)) + "</body></html>");
        await using var harness = await PageHarness.StartAsync(PageHarness.Sends(page, "gzip", chunk: 64 * 1024));
        using var client = harness.Client();

        using var response = await client.SendAsync(PageHarness.Navigation("/", ("Accept-Encoding", "gzip")), Stop);

        var got = PageHarness.Decode(await response.Content.ReadAsByteArrayAsync(Stop), "gzip");
        Assert.True(page.AsSpan().SequenceEqual(PageHarness.Strip(got)));
    }

    // What is ours is an element in the page: none is text of a script, a comment, an attribute or anything else that is not shown.
    private static void AssertSound(string before, string after)
    {
        var parser = new HtmlParser(new HtmlParserOptions { IsScripting = true });
        var (old, page) = (parser.ParseDocument(before), parser.ParseDocument(after));
        var ours = page.QuerySelectorAll("script[integrity], link[integrity], #rg-banner, nav.rg-foot, script[data-rg-settings]").Length;
        Assert.Equal(Count(after, " integrity=\"") + Count(after, "id=\"rg-banner\"") + Count(after, "class=\"rg rg-foot\""), ours);
        Assert.Empty(page.QuerySelectorAll("svg .rg, select .rg, template .rg, head .rg"));
        Assert.All(page.QuerySelectorAll(".rg, .rg *"), e => Assert.Equal(NamespaceNames.HtmlUri, e.NamespaceUri));
        Assert.Equal(old.QuerySelectorAll("script").Length + page.QuerySelectorAll("script[integrity]").Length, page.QuerySelectorAll("script").Length);
        Assert.DoesNotContain(page.All.SelectMany(e => e.Attributes), a => a.Value.Contains("rg-banner\"", StringComparison.Ordinal));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
