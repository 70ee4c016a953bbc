using System.Text.RegularExpressions;
using CsCheck;
using RedactingGateway.Core.Notices.Html;

namespace RedactingGateway.Core.Tests.Notices.Html;

/// <summary>The streaming scan and AngleSharp's DOM parser find the same elements at the same bytes.</summary>
public sealed partial class DomOraclePropertyTests
{
    private const string Simple = "div, p, span, img, script, td, li, [title], .a, #x, [data-offer], [src*=\"p.gif?a=1&b\"], x-y, svg, path, title, style, iframe";

    [Fact]
    public void Scan_BrokenPage_FindsTheElementsOfTheDom() => PageGenerator.Plain.Where(IsTrusted).Sample(
        page => Compare(page, Simple),
        seed: PageGenerator.Seed,
        iter: PageGenerator.Cases);

    [Theory]
    [InlineData("div > .a, ul li, td .a, body > div, section > ul > li")]
    [InlineData("table > tbody > tr > td, li > div, .page [data-offer], html > body > .a, div div div")]
    [InlineData("figure > blockquote, [class~=b], [lang|=de], [id^=x], [class$='A' i], svg > title, head > script")]
    public void Scan_OrdinaryPage_FindsTheElementsOfTheDom(string selector) => PageGenerator.Ordinary.Sample(
        page => Compare(Rewriting.Text(System.Text.Encoding.UTF8.GetBytes(page)), selector),
        seed: PageGenerator.Seed,
        iter: PageGenerator.Cases);

    [GeneratedRegex("<(t[drh]|tbody|thead|caption)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TablePart();

    // In a template that began with something else, parts of tables are no elements; the scan takes them for elements, which moves nothing.
    private static bool IsTrusted(string page) =>
        !page.Contains("<template>", StringComparison.Ordinal) || !TablePart().IsMatch(page);

    internal static void Compare(string page, string selector, string? scanned = null)
    {
        var visitor = new MarkingVisitor { MarksElements = false, SkipsRoots = scanned is not null };
        var (_, report) = Rewriting.Run(page, visitor, new HtmlRewriterOptions { Selectors = Rewriting.Select(scanned ?? selector) });
        if (report.Stop is not HtmlStop.None)
        {
            Assert.Equal(HtmlStop.Ambiguous, report.Stop);
            return;
        }

        var oracle = new DomOracle(page);
        var expected = oracle.Offsets(selector);
        Assert.True(expected.SequenceEqual(visitor.Offsets), $"DOM [{string.Join(' ', expected)}]\nscan [{string.Join(' ', visitor.Offsets)}]\n{page}");

        Assert.Equal(oracle.All(selector).Count(e => e.NamespaceUri != AngleSharp.Dom.NamespaceNames.HtmlUri), visitor.ForeignOffsets.Count);
    }
}
