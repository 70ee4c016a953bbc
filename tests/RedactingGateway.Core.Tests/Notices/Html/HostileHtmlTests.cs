using RedactingGateway.Core.Notices.Html;

namespace RedactingGateway.Core.Tests.Notices.Html;

/// <summary>Work and memory stay bounded, counted in steps and bytes, not by a clock.</summary>
public sealed class HostileHtmlTests
{
    // Stack entries looked at per byte of the page, on top of what any page has.
    private const int StepsPerByte = 16;
    private const int BaseSteps = 110_000;

    [Theory]
    [InlineData("<div>", 100_000, HtmlStop.TooDeep)]
    [InlineData("<b>", 100_000, HtmlStop.TooDeep)]
    [InlineData("<svg>", 100_000, HtmlStop.TooDeep)]
    [InlineData("<table>", 100_000, HtmlStop.None)]
    [InlineData("<table><tr><td>", 100_000, HtmlStop.TooDeep)]
    [InlineData("<p>", 100_000, HtmlStop.None)]
    [InlineData("<li>", 100_000, HtmlStop.None)]
    [InlineData("<template>", 100_000, HtmlStop.TooDeep)]
    [InlineData("</p>", 100_000, HtmlStop.None)]
    [InlineData("<!--", 100_000, HtmlStop.None)]
    [InlineData("<", 400_000, HtmlStop.None)]
    [InlineData("<a ", 100_000, HtmlStop.None)]
    [InlineData("<script>", 100_000, HtmlStop.None)]
    [InlineData("<script><!--", 100_000, HtmlStop.None)]
    [InlineData("\0", 400_000, HtmlStop.None)]
    [InlineData("<a href=\"", 100_000, HtmlStop.None)]
    public void Write_RepeatedPiece_IsCopiedWithBoundedWork(string piece, int times, HtmlStop stop)
    {
        var page = string.Concat(Enumerable.Repeat(piece, times));
        var visitor = new MarkingVisitor { MarksElements = false };
        var (output, report) = Rewriting.Run(page, visitor, new() { Points = Rewriting.AllPoints, Selectors = Rewriting.Select("div p .x", "td > b") }, Enumerable.Repeat(4096, page.Length / 4096));
        Assert.True(page == output);
        Assert.Equal(stop, report.Stop);
        Assert.InRange(report.Steps, 0, BaseSteps + ((long)StepsPerByte * page.Length));
        Assert.InRange(report.PeakHeldBytes, 0, 2 * HeldOutput.MaxBytes);
    }

    [Theory]
    [InlineData("</p>")]
    [InlineData("</x-y>")]
    [InlineData("</li>")]
    [InlineData("</td>")]
    [InlineData("<p></p>")]
    public void Write_DeepAndThenManyEnds_StaysInTheBudget(string end)
    {
        var page = "<table><tr><td>" + string.Concat(Enumerable.Repeat("<span>", 1000)) + string.Concat(Enumerable.Repeat(end, 200_000));
        var (output, report) = Rewriting.Run(page, new MarkingVisitor { MarksElements = false }, new() { Selectors = Rewriting.Select("q") });
        Assert.True(page == output);
        Assert.InRange(report.Steps, 0, BaseSteps + ((long)StepsPerByte * page.Length));
    }

    [Fact]
    public void Write_NestedRemovals_HoldAtMostTheLimit()
    {
        var page = string.Concat(Enumerable.Repeat("<div x>" + new string('a', 500), 900)) + string.Concat(Enumerable.Repeat("</div>", 900));
        var (output, report) = Rewriting.Run(page, new MarkingVisitor { MarksElements = false, Decide = e => e.Remove() }, new() { Selectors = Rewriting.Select("[x]") }, Enumerable.Repeat(1000, page.Length / 1000));
        Assert.Equal(900, report.Kept + report.Removed);
        Assert.InRange(report.PeakHeldBytes, 1, 2 * HeldOutput.MaxBytes);
        Assert.StartsWith("<div x>", output, StringComparison.Ordinal);
    }

    // A tag that is not looked at must still be known for what it is.
    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(70_000)]
    [InlineData(1_000_000)]
    public void Write_TagLongerThanIsHeld_IsPassedAndKnown(int chunk)
    {
        var page = $"<body><script data-a=\"{new string('a', 70_000)}\"><p></script><p {string.Concat(Enumerable.Range(0, 400).Select(i => $"a{i} "))}><p>";
        var visitor = new MarkingVisitor { MarksElements = false };
        var (output, report) = Rewriting.Run(page, visitor, new() { Selectors = Rewriting.Select("p", "script") }, Enumerable.Repeat(chunk, page.Length / chunk));
        Assert.True(page == output);
        Assert.Equal([page.Length - 3], visitor.Offsets);
        Assert.Equal(2, report.OversizedTags);
    }
}
