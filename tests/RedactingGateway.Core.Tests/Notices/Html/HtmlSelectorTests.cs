using RedactingGateway.Core.Notices.Html.Selectors;

namespace RedactingGateway.Core.Tests.Notices.Html;

public sealed class HtmlSelectorTests
{
    private const string Page =
        "<body><div id=a class='x y'><p data-v=\"de-AT\" title='Über &amp; uns'>1</p><ul><li class=x>2<li class=Y>3</ul></div><p DATA-V=one>4</p><x-card>5</x-card></body>";

    [Theory]
    [InlineData("*", 8)]
    [InlineData("p", 2)]
    [InlineData("P", 2)]
    [InlineData("x-card", 1)]
    [InlineData("#a", 1)]
    [InlineData(".x", 2)]
    [InlineData(".y", 1)]
    [InlineData("div.x.y#a", 1)]
    [InlineData("[data-v]", 2)]
    [InlineData("[data-v=one]", 1)]
    [InlineData("[data-v='ONE' i]", 1)]
    [InlineData("[data-v='ONE' s]", 0)]
    [InlineData("[data-v^=de]", 1)]
    [InlineData("[data-v$=AT]", 1)]
    [InlineData("[data-v*=e-A]", 1)]
    [InlineData("[data-v|=de]", 1)]
    [InlineData("[class~=y]", 1)]
    [InlineData("[class~='x y']", 0)]
    [InlineData("[title='Über & uns']", 1)]
    [InlineData("[data-v^='']", 0)]
    [InlineData("div p", 1)]
    [InlineData("div > li", 0)]
    [InlineData("div li", 2)]
    [InlineData("div>ul>li", 2)]
    [InlineData("body > p, li.x , #none", 2)]
    [InlineData("#\\61", 1)]
    [InlineData("html > body > div", 1)]
    public void Matches_Page_FindsAsManyElements(string selector, int count)
    {
        var visitor = new MarkingVisitor { MarksElements = false };
        Rewriting.Run(Rewriting.Text(System.Text.Encoding.UTF8.GetBytes(Page)), visitor, new() { Selectors = Rewriting.Select(selector) });
        Assert.Equal(count, visitor.Offsets.Count);
    }

    [Theory]
    [InlineData("", 1, "missing")]
    [InlineData("a,", 3, "missing")]
    [InlineData("a > ", 5, "missing")]
    [InlineData("a:has(b)", 2, "pseudo-classes")]
    [InlineData("li:last-child", 3, "pseudo-classes")]
    [InlineData("p::before", 2, "pseudo-classes")]
    [InlineData("a + b", 3, "sibling")]
    [InlineData("a ~ b", 3, "sibling")]
    [InlineData("svg|a", 4, "namespaces")]
    [InlineData("[a", 3, "expected ']'")]
    [InlineData("[a=", 4, "name")]
    [InlineData("[a='b]", 4, "quote")]
    [InlineData("[a=1]", 4, "name")]
    [InlineData("#1", 2, "name")]
    [InlineData("a$", 2, "not expected")]
    public void TryParse_Unsupported_SaysWhatAndWhere(string text, int column, string part)
    {
        Assert.False(HtmlSelector.TryParse(text, out _, out var error));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Equal(column, error.Column);
    }

    [Fact]
    public void TryParse_TooManyParts_IsRefused() =>
        Assert.False(HtmlSelector.TryParse(string.Join(',', Enumerable.Repeat("a", HtmlSelector.MaxSteps + 1)), out _, out _));

    [Fact]
    public void Matches_SeveralSelectors_TellsWhich()
    {
        List<string> seen = [];
        Rewriting.Run(
            "<div class=a><p id=b>",
            new MarkingVisitor { MarksElements = false, Decide = e => seen.Add($"{e.Name}:{e.Matches(0)},{e.Matches(1)},{e.Matches(2)}") },
            new() { Selectors = Rewriting.Select("div", ".a, #b", "div > p") });
        Assert.Equal(["div:True,True,False", "p:False,True,True"], seen);
    }

    [Fact]
    public void Matches_ValueBeyondAscii_ComparesInThePagesCharset()
    {
        var charset = RedactingGateway.Core.Notices.Html.Charsets.HtmlCharset.FromLabel("windows-1252");
        var visitor = new MarkingVisitor { MarksElements = false };
        Rewriting.Run("<p class=\"gr\u00FCn\"><p class=gr&uuml;n>", visitor, new() { Selectors = Rewriting.Select(".grün") }, charset: charset);
        Assert.Equal(2, visitor.Offsets.Count);
    }
}
