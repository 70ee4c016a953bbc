using System.Collections.Immutable;
using RedactingGateway.Core.Policies.Reports;

namespace RedactingGateway.Cli;

/// <summary>Writes what each vendor can still measure.</summary>
internal static class MeasurementWriter
{
    // One field stands in several places of several endpoints; the first ones tell which it is.
    private const int ShownFields = 4;

    public static void Write(TextWriter output, ImmutableArray<DestinationMeasurement> report, ReportWords words, ReportFormat format)
    {
        if (format == ReportFormat.Csv)
        {
            RecordTable.Write(
                output,
                [
                    ["destination", words["Recipient"], words["State"], words["Without the field"], words["Form"], words["Fields"]],
                    .. report.SelectMany(d => d.Measures.Select(m => new[] { d.Destination.Id, d.Destination.RecipientName, State(m, words), m.Effect, m.Form ?? "", string.Join(", ", m.Fields) })),
                ],
                format);
            return;
        }

        foreach (var destination in report)
        {
            output.WriteLine(Terminal.Bold($"**{destination.Destination.Id}** ({destination.Destination.RecipientName}): {Count(destination, MeasureState.Works)} {words["works"]}, {Count(destination, MeasureState.Degraded)} {words["degraded"]}, {Count(destination, MeasureState.Impossible)} {words["impossible"]}"));
            foreach (var measure in destination.Measures)
            {
                output.WriteLine($"  {State(measure, words),-12}{measure.Effect}{(measure.State == MeasureState.Degraded ? $" [{measure.Form}]" : "")}");
            }

            output.WriteLine();
        }
    }

    public static void WriteHtml(TextWriter output, ImmutableArray<DestinationMeasurement> report, ReportWords words)
    {
        var page = new HtmlPage(output);
        page.Begin(words.Language, words["What can be measured"]);
        page.Element("p", words["Of visitors who accept everything, under this policy."], "lead");
        foreach (var destination in report)
        {
            page.Element("h2", $"{destination.Destination.RecipientName} ({destination.Destination.Id})");
            if (destination.Measures.IsEmpty)
            {
                page.Element("p", words["The dictionary says of no field what is missing without it."]);
                continue;
            }

            page.Table(
                destination.Destination.Id, [words["State"], words["Without the field"], words["Form"], words["Fields"]],
                destination.Measures.Select(m => new[]
                {
                    $"<span class=\"state {RecordTable.Word(m.State)}\">{HtmlPage.Encode(State(m, words))}</span>", HtmlPage.Encode(m.Effect), HtmlPage.Encode(m.Form ?? ""),
                    $"{string.Concat(m.Fields.Take(ShownFields).Select(HtmlPage.Code))}{(m.Fields.Length > ShownFields ? "<code>…</code>" : "")}",
                }));
        }

        page.End();
    }

    private static int Count(DestinationMeasurement destination, MeasureState state) => destination.Measures.Count(m => m.State == state);

    private static string State(Measure measure, ReportWords words) => words[RecordTable.Word(measure.State)];
}
