using CsCheck;
using RedactingGateway.Core.Notices.Html;

namespace RedactingGateway.Core.Tests.Notices.Html;

/// <summary>Without what was inserted a page is what it was, whatever it is and however it comes.</summary>
public sealed class HtmlFidelityPropertyTests
{
    private static readonly HtmlRewriterOptions Everything = new() { Points = Rewriting.AllPoints, Selectors = Rewriting.Select("*"), TreatAsDocument = true };

    private static readonly Gen<string> Pages = Gen.OneOf(PageGenerator.Hostile, PageGenerator.Plain, PageGenerator.Ordinary.Select(Narrow));

    [Fact]
    public void Write_AnyPage_WithoutTheMarksIsThePage() => Pages.Sample(
        page =>
        {
            var (output, report) = Rewriting.Run(page, new MarkingVisitor(), Everything);
            Assert.Equal(page, output.Replace(MarkingVisitor.Mark, "", StringComparison.Ordinal));
            Assert.NotEqual(HtmlStop.Fault, report.Stop);
        },
        seed: PageGenerator.Seed,
        iter: PageGenerator.Cases);

    [Fact]
    public void Write_AnyChunks_GivesTheSameOutput() => Gen.Select(Pages, PageGenerator.Chunks).Sample(
        (page, chunks) =>
        {
            var (whole, _) = Rewriting.Run(page, new MarkingVisitor(), Everything);
            var (output, report) = Rewriting.Run(page, new MarkingVisitor(), Everything, chunks);
            Assert.Equal(whole, output);
            Assert.NotEqual(HtmlStop.Fault, report.Stop);
        },
        seed: PageGenerator.Seed,
        iter: PageGenerator.Cases);

    // A mark in a script, a comment, an attribute or a title would be no element. Frames put away the body they find, marks and all.
    [Fact]
    public void Write_AnyPage_EachMarkIsAnElement() => Pages.Sample(
        page =>
        {
            var (output, report) = Rewriting.Run(page, new MarkingVisitor(), Everything);
            var elements = new DomOracle(output).All("rgw-mark").Count();
            Assert.True(elements == report.Insertions || page.Contains("<frameset", StringComparison.Ordinal), $"{report.Insertions} marks, {elements} elements\n{page}\n{output}");
        },
        seed: PageGenerator.Seed,
        iter: PageGenerator.Cases);

    [Fact]
    public void Write_AnyPageRemovedElements_LeavesPartsOfThePageInOrder() => Gen.Select(Pages, PageGenerator.Chunks).Sample(
        (page, chunks) =>
        {
            var options = Everything with { Selectors = Rewriting.Select(".a, li, script, td") };
            MarkingVisitor Removing() => new() { MarksElements = false, Decide = element => element.Remove() };
            var (output, report) = Rewriting.Run(page, Removing(), options with { Points = HtmlPoints.None }, chunks);
            var (whole, _) = Rewriting.Run(page, Removing(), options with { Points = HtmlPoints.None });
            Assert.Equal(whole, output);
            Assert.NotEqual(HtmlStop.Fault, report.Stop);
            var at = 0;
            Assert.All(output, character => at = page.IndexOf(character, at) + 1);
        },
        seed: PageGenerator.Seed,
        iter: PageGenerator.Cases);

    private static string Narrow(string page) => Rewriting.Text(System.Text.Encoding.UTF8.GetBytes(page));
}
