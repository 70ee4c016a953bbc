using System.Buffers;
using RedactingGateway.Core.Notices.Html;
using RedactingGateway.Core.Notices.Html.Charsets;

namespace RedactingGateway.Core.Tests.Notices.Html;

public sealed class HtmlRewriterTests
{
    private const string M = MarkingVisitor.Mark;

    [Theory]
    [InlineData("<!doctype html><html><head><title>t</title></head><body><p>x</body></html>\n", "<!doctype html><html><head>{0}<title>t</title>{1}</head><body>{2}<p>x{3}</body></html>\n")]
    [InlineData("<!doctype html><title>t</title><p>x", "<!doctype html>{0}<title>t</title>{1}{2}<p>x{3}")]
    [InlineData("<!doctype html>\ntext", "<!doctype html>\n{0}{1}{2}text{3}")]
    [InlineData("<!doctype html>", "<!doctype html>{0}{1}{2}{3}")]
    [InlineData("<html><body>a</body>b</body>c", "<html>{0}{1}<body>{2}a</body>b{3}</body>c")]
    [InlineData("<html><head></head><script></script><body>a</html>", "<html><head>{0}{1}</head><script></script><body>{2}a{3}</html>")]
    [InlineData("<body>a<!--</body>-->b", "{0}{1}<body>{2}a<!--</body>-->b{3}")]
    [InlineData("<body><script></body>", "{0}{1}<body>{2}<script></body>")]
    [InlineData("<body>a<!-- open", "{0}{1}<body>{2}a<!-- open")]
    [InlineData("<!--<head>--><html lang=de><!--x--><head>", "<!--<head>--><html lang=de><!--x--><head>{0}{1}{2}{3}")]
    public void Write_Document_InsertsAtItsPoints(string page, string expected)
    {
        var visitor = new NamingVisitor();
        var (output, _) = Rewriting.Run(page, visitor, new() { Points = Rewriting.AllPoints });
        Assert.Equal(string.Format(System.Globalization.CultureInfo.InvariantCulture, expected, "{HeadStart}", "{HeadEnd}", "{BodyStart}", "{BodyEnd}"), output);
    }

    [Theory]
    [InlineData("<p>part of a page</p>")]
    [InlineData("text")]
    [InlineData("")]
    [InlineData("{\"html\":\"<div>\"}")]
    public void Write_NoDocument_IsLeftAlone(string page)
    {
        var (output, report) = Rewriting.Run(page, new MarkingVisitor(), new() { Points = Rewriting.AllPoints });
        Assert.Equal(page, output);
        Assert.Equal(HtmlPoints.None, report.Reached);
    }

    [Fact]
    public void Write_NoDocumentButAsked_Inserts() =>
        Assert.Equal("{BodyStart}<p>a", Rewriting.Run("<p>a", new NamingVisitor(), new() { Points = HtmlPoints.BodyStart, TreatAsDocument = true }).Output);

    [Theory]
    [InlineData("<div x>a<div>b</div></div>c", "[<div x>a<div>b</div></div>]c")]
    [InlineData("<ul><li x>a<li>b</ul>", "<ul>[<li x>a]<li>b</ul>")]
    [InlineData("<p x>a<div>b</div>", "[<p x>a]<div>b</div>")]
    [InlineData("<img x>", "[<img x>]")]
    [InlineData("<table><tr><td x>a<td>b</table>", "<table><tr>[<td x>a]<td>b</table>")]
    [InlineData("<b x>a<div>b</b>c</div>", "[<b x>a<div>b</b>]c</div>")]
    [InlineData("<div><p x>a</div>b", "<div>[<p x>a]</div>b")]
    [InlineData("<svg><g x></g></svg>", "<svg><g x></g></svg>")]
    [InlineData("<select><option x></select>", "<select><option x></select>")]
    [InlineData("<noscript><img x></noscript>", "<noscript><img x></noscript>")]
    [InlineData("<script x></script>", "[<script x></script>]")]
    [InlineData("<div x>a", "[<div x>a]")]
    [InlineData("<div x>a<!--", "[<div x>a<!--")]
    public void InsertBeforeAfter_Element_StandsAroundIt(string page, string expected) =>
        Assert.Equal(expected, Rewriting.Decide(page, "[x]", e => { e.InsertBefore("["u8.ToArray()); e.InsertAfter("]"u8.ToArray()); }).Output);

    [Theory]
    [InlineData("a<div x>b<i x>c</i></div>d", "ad", 2)]
    [InlineData("a<img x>b", "ab", 1)]
    [InlineData("<ul><li x>a<li>b</ul>", "<ul><li>b</ul>", 1)]
    [InlineData("<script x>'<div>'</script>b", "b", 1)]
    [InlineData("<form x><div></form>a</div>", "<form x><div></form>a</div>", 0)]
    [InlineData("<div x>never closed", "<div x>never closed", 0)]
    [InlineData("<body x>a</body>", "<body x>a</body>", 0)]
    public void Remove_Element_TakesItsBytes(string page, string expected, int removed)
    {
        var (output, report) = Rewriting.Decide(page, "[x]", e => e.Remove());
        Assert.Equal(expected, output);
        Assert.Equal(removed, report.Removed);
    }

    [Fact]
    public void Replace_Element_StandsInItsPlace() =>
        Assert.Equal("a[N]b", Rewriting.Decide("a<div x>1<div>2</div></div>b", "[x]", e => e.Replace("[N]"u8.ToArray())).Output);

    [Fact]
    public void Remove_LongerThanIsHeld_IsKeptAndReported()
    {
        var page = $"<div x><p x>1</p>{new string('a', HeldOutput.MaxBytes)}</div>b";
        var (output, report) = Rewriting.Decide(page, "[x]", e => e.Remove());
        Assert.Equal(page.Replace("<p x>1</p>", "", StringComparison.Ordinal), output);
        Assert.Equal((1, 1), (report.Kept, report.Removed));
    }

    [Theory]
    [InlineData("<img src=a>", "<img src=\"/n?a=1&amp;b\">")]
    [InlineData("<img SRC='a' alt=b>", "<img SRC=\"/n?a=1&amp;b\" alt=b>")]
    [InlineData("<img src >", "<img src=\"/n?a=1&amp;b\" >")]
    [InlineData("<img src=\"\"alt=x>", "<img src=\"/n?a=1&amp;b\"alt=x>")]
    [InlineData("<img alt=a/>", "<img src=\"/n?a=1&amp;b\" alt=a/>")]
    [InlineData("<img/>", "<img src=\"/n?a=1&amp;b\"/>")]
    [InlineData("<img\nsrc = a\n>", "<img\nsrc=\"/n?a=1&amp;b\"\n>")]
    public void SetAttribute_Tag_ChangesOnlyIt(string page, string expected) =>
        Assert.Equal(expected, Rewriting.Decide(page, "img", e => e.SetAttribute("src", "/n?a=1&b")).Output);

    // Browsers take the first of equal names: a second one must not come to count.
    [Fact]
    public void RenameAttribute_Repeated_RenamesAll() =>
        Assert.Equal("<img data-s=a data-s='b'>", Rewriting.Decide("<img src=a SRC='b'>", "img", e => e.RenameAttribute("src", "data-s")).Output);

    [Fact]
    public void RemoveAttribute_Repeated_RemovesAll() =>
        Assert.Equal("<img  alt=c >", Rewriting.Decide("<img src=a alt=c src='b'>", "img", e => e.RemoveAttribute("src")).Output);

    [Fact]
    public void Attribute_References_AreRead()
    {
        string? value = null;
        Rewriting.Decide("<a href='https&colon;//x.example/?a=1&amp;b=2&copy=3&#x41;&notit;'>", "a", e => value = e.Attribute("href"));
        Assert.Equal("https://x.example/?a=1&b=2&copy=3A&notit;", value);
    }

    [Fact]
    public void OnElement_Throws_CopiesTheRestAndReports()
    {
        const string Page = "<p>a<div x>b</div><div x>c</div>";
        foreach (var size in new[] { 1, 3, 1000 })
        {
            var visitor = new MarkingVisitor { MarksElements = false, Decide = _ => throw new InvalidOperationException("ours") };
            var (output, report) = Rewriting.Run(Page, visitor, new() { Selectors = Rewriting.Select("[x]") }, Enumerable.Repeat(size, Page.Length));
            Assert.Equal(Page, output);
            Assert.Equal(HtmlStop.Fault, report.Stop);
        }
    }

    [Theory]
    [InlineData("<select><style></select><p>")]
    [InlineData("<frameset><p>")]
    [InlineData("<noscript><!--</noscript>--><p>")]
    [InlineData("<noscript><a title='</noscript>'><p>")]
    [InlineData("<noscript><style></noscript></style><p>")]
    [InlineData("<div><svg></div><p>")]
    [InlineData("<svg><desc><div><b></div></desc></svg><p>")]
    [InlineData("<table><tr><td><select></td></table><p>")]
    [InlineData("<svg><desc><i></desc></svg><p>")]
    [InlineData("<template><col><style></style><p>")]
    public void Write_Ambiguous_CopiesTheRest(string page)
    {
        var visitor = new MarkingVisitor { MarksElements = false };
        var (output, report) = Rewriting.Run(page, visitor, new() { Selectors = Rewriting.Select("p") });
        Assert.Equal((page, HtmlStop.Ambiguous, 0), (output, report.Stop, visitor.Offsets.Count));
    }

    [Fact]
    public void Write_NothingMoreWanted_StopsAtTheLastPoint()
    {
        var (output, report) = Rewriting.Run("<html><body><p>a</body>", new NamingVisitor(), new() { Points = HtmlPoints.BodyStart });
        Assert.Equal("<html><body>{BodyStart}<p>a</body>", output);
        Assert.Equal(HtmlStop.NothingMore, report.Stop);
    }

    [Fact]
    public void StopScanning_Asked_CopiesTheRest()
    {
        var (output, report) = Rewriting.Decide("<p>1<p>2", "p", e => { e.InsertBefore("["u8.ToArray()); e.Page.StopScanning(); });
        Assert.Equal("[<p>1<p>2", output);
        Assert.Equal((HtmlStop.NothingMore, 1), (report.Stop, report.Matched));
    }

    // First bytes early: at the end of a tag nothing is held.
    [Fact]
    public void Write_HeadInParts_ReleasesAllThatIsDecided()
    {
        const string Head = "<!doctype html><html lang=de><head><title>a</title><link rel=stylesheet href=/a.css>";
        using var rewriter = new HtmlRewriter(
            HtmlCharset.Utf8, new() { Points = Rewriting.AllPoints, Selectors = Rewriting.Select("div .a", "script") }, new MarkingVisitor());
        var output = new ArrayBufferWriter<byte>();
        for (var i = 0; i < Head.Length; i++)
        {
            rewriter.Write([(byte)Head[i]], output);
            var tag = Head.LastIndexOf('<', i);
            var isOpen = Head.IndexOf('>', tag) is var end && (i < end) && !(Head[tag + 1] == '!' && i > tag);
            Assert.Equal(isOpen ? i - tag + 1 : 0, rewriter.HeldBytes);
        }

        Assert.Equal(Head.Replace("<head>", "<head>" + M, StringComparison.Ordinal), Rewriting.Text(output.WrittenSpan));
    }

    [Fact]
    public void Page_Scanned_KnowsLanguageBaseAndPolicies()
    {
        HtmlPage? seen = null;
        const string Page = "<!doctype html><HTML LANG=' de-AT '><head><base href=https://x.example/><meta http-equiv=Content-Security-Policy content=\"default-src 'self'\"><body><p>";
        Rewriting.Decide(Page, "p", e => seen = e.Page);
        Assert.Equal("de-AT", seen!.Language);
        Assert.Equal("https://x.example/", seen.BaseAddress);
        Assert.Equal(["default-src 'self'"], seen.MetaPolicies);
        Assert.True(seen.IsDocument);
    }

    [Fact]
    public void Write_NotRewritable_IsCopied() =>
        Assert.Equal("<html><body>", Rewriting.Run("<html><body>", new MarkingVisitor(), new() { Points = Rewriting.AllPoints }, charset: HtmlCharset.FromLabel("iso-2022-jp")).Output);

    [Fact]
    public void Write_ByteOrderMark_IsNoText() =>
        Assert.Equal("\u00EF\u00BB\u00BF<html><head>{HeadStart}", Rewriting.Run("\u00EF\u00BB\u00BF<html><head>", new NamingVisitor(), new() { Points = HtmlPoints.HeadStart }, [1, 1, 1, 1, 1]).Output);

    // A NUL is read as U+FFFD: this is no script, and its content is markup.
    [Fact]
    public void Write_NulInName_IsAnotherElement() =>
        Assert.Equal("<script\0><p[>", Rewriting.Decide("<script\0><p x>", "p", e => { e.RemoveAttribute("x"); }).Output.Replace(" ", "[", StringComparison.Ordinal));

    private sealed class NamingVisitor : HtmlVisitor
    {
        protected internal override ReadOnlyMemory<byte> AtPoint(HtmlPoints point, HtmlPage page) => Rewriting.Bytes($"{{{point}}}");
    }
}
