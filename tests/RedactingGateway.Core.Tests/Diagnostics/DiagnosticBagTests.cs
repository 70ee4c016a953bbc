using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Core.Tests.Diagnostics;

public sealed class DiagnosticBagTests
{
    [Fact]
    public void Sorted_ProblemsOfSeveralFiles_StandByFileLineAndColumn()
    {
        var bag = new DiagnosticBag();
        bag.Report(DiagnosticIds.UnknownKey, At("b", 1, 1), "fourth");
        bag.Report(DiagnosticIds.UnknownKey, At("a", 10, 2), "third");
        bag.Report(DiagnosticIds.UnknownKey, At("a", 2, 9), "second");
        bag.Report(DiagnosticIds.UnknownKey, At("a", 2, 1), "first");

        Assert.Equal(["first", "second", "third", "fourth"], bag.Sorted().Select(d => d.Message));
    }

    [Fact]
    public void Sorted_TheSameProblemTwice_IsShownOnce()
    {
        var bag = new DiagnosticBag();
        bag.Report(DiagnosticIds.UnknownKey, At("a", 1, 1), "same");
        bag.Report(DiagnosticIds.UnknownKey, At("a", 1, 1), "same");

        Assert.Single(bag.Sorted());
    }

    [Fact]
    public void Sorted_TooMany_ShowsErrorsFirstAndCountsTheRest()
    {
        var bag = new DiagnosticBag();
        for (var line = 1; line <= DiagnosticBag.MaxShown; line++)
        {
            bag.Report(DiagnosticIds.MissingBecause, At("a", line, 1), "info");
        }

        bag.Report(DiagnosticIds.UnknownKey, At("z", 1, 1), "error");
        var shown = bag.Sorted();

        Assert.Equal(DiagnosticBag.MaxShown + 1, shown.Length);
        Assert.Contains(shown, d => d.Message == "error");
        Assert.Equal("z: error RGW0100: 1 more problem is not shown", shown[^1].ToString());
    }

    [Fact]
    public void Quote_LongTextWithLineBreaks_IsCutToOneLine()
    {
        var quoted = DiagnosticBag.Quote(new string('x', 100) + "\n");

        Assert.Equal($"'{new string('x', 80)}…'", quoted);
        Assert.Equal("'a b'", DiagnosticBag.Quote("a\nb"));
    }

    private static SourceSpan At(string file, int line, int column) => new(file, line, column, line, column + 1);
}
