using RedactingGateway.Privacy.Transparency;
using static RedactingGateway.Admin.Overview.OverviewText;

namespace RedactingGateway.Admin.Overview;

/// <summary>Columns over time: above the line what left, below it what stayed. Stretches to any width; its words stand beside it as text.</summary>
internal sealed class TimePicture(OverviewFacts facts)
{
    private const double Column = 10;
    private const double Gap = 2;
    private const double Height = 100;

    /// <summary>Writes it and its table; nothing where nothing happened.</summary>
    public void Write(PageWriter page)
    {
        var columns = Columns();
        var up = columns.Max(static c => c.Counts.Left);
        var down = columns.Max(static c => c.Counts.Withheld);
        if (up + down == 0)
        {
            page.Markup("<p class=\"empty\">No fields came in during this time.</p>\n");
            return;
        }

        // One scale for both sides, and a line at the right height between them.
        var scale = Height / (up + down);
        var line = up * scale;
        page.Line($"<div class=\"time\">\n<p class=\"scale\"><span>{Number(up)} left</span><span>{Number(down)} stayed</span></p>");
        page.Line($"<svg viewBox=\"0 0 {Of(columns.Count * Column)} {Of(Height)}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Fields over time, from {Moment(facts.Start)}: most that left at once {Number(up)}, most that stayed at once {Number(down)}. The table below has all numbers.\">");
        foreach (var (i, column) in columns.Index())
        {
            var (kept, reduced, withheld) = (column.Counts.Kept * scale, column.Counts.Reduced * scale, column.Counts.Withheld * scale);
            Bar(page, i, line - kept, kept, "kept");
            Bar(page, i, line - kept - reduced, reduced, "reduced");
            Bar(page, i, line, withheld, "withheld");
        }

        page.Line($"<line class=\"axis\" x1=\"0\" x2=\"{Of(columns.Count * Column)}\" y1=\"{Of(line)}\" y2=\"{Of(line)}\"/>\n</svg>");
        page.Markup("<p class=\"ticks\" aria-hidden=\"true\">");
        foreach (var part in new[] { 0, 1, 2, 3 })
        {
            page.Line($"<span>{Tick(facts.Start + (part * facts.Steps / 4 * facts.Step))}</span>");
        }

        page.Markup("<span>now</span></p>\n</div>\n");
        WriteTable(page, columns);
    }

    private static void Bar(PageWriter page, int index, double y, double height, string kind)
    {
        if (height > 0)
        {
            page.Line($"<rect class=\"{kind}\" x=\"{Of((index * Column) + (Gap / 2))}\" y=\"{Of(y)}\" width=\"{Of(Column - Gap)}\" height=\"{Of(height)}\"/>");
        }
    }

    private string Tick(DateTimeOffset time) => facts.ByHour ? time.ToString("ddd HH:mm", System.Globalization.CultureInfo.InvariantCulture) : Time(time);

    private List<(DateTimeOffset Start, FieldCounts Counts)> Columns()
    {
        var byStart = facts.Frames.GroupBy(static f => f.Start).ToDictionary(static g => g.Key, static g => OverviewFacts.Count(g.SelectMany(OverviewFacts.CameIn)));
        return [.. Enumerable.Range(0, facts.Steps).Select(i => facts.Start + (i * facts.Step)).Select(start => (start, byStart.GetValueOrDefault(start) ?? new FieldCounts(0, 0, 0)))];
    }

    private void WriteTable(PageWriter page, List<(DateTimeOffset Start, FieldCounts Counts)> columns)
    {
        string[] names = ["Time (UTC)", "As they came", "Reduced", "Withheld"];
        page.Markup("<details><summary>The same as a table</summary>\n");
        page.BeginTable($"Fields by {(facts.ByHour ? "hour" : "minute")}; times without any are left out", names);
        foreach (var (start, counts) in columns.Where(static c => c.Counts.All > 0).Reverse())
        {
            page.Row(names, Tick(start), Number(counts.Kept), Number(counts.Reduced), Number(counts.Withheld));
        }

        page.EndTable();
        page.Markup("</details>\n");
    }
}
