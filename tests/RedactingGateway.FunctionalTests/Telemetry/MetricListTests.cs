using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.Core.Redaction;
using RedactingGateway.FunctionalTests.Admin;
using RedactingGateway.FunctionalTests.Architecture;
using RedactingGateway.Telemetry;

namespace RedactingGateway.FunctionalTests.Telemetry;

/// <summary>The list of metrics in <c>config/operations.md</c> is written from their definition; RGW_APPROVE=1 writes it anew.</summary>
public sealed class MetricListTests
{
    private const string Begin = "<!-- metrics: written by MetricListTests, RGW_APPROVE=1 writes it anew -->\n";
    private const string End = "<!-- end of metrics -->\n";

    // A label with more values stands in the table of labels.
    private const int MaxInRow = 10;

    [Fact]
    public void Documentation_ListsEveryMetric()
    {
        var path = Path.Combine(Repository.Root, "config", "operations.md");
        var text = File.ReadAllText(path);
        var (start, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(start >= Begin.Length && end > start);
        if (Environment.GetEnvironmentVariable("RGW_APPROVE") == "1")
        {
            File.WriteAllText(path, text[..start] + Written() + text[end..]);
            return;
        }

        Assert.Equal(Written(), text[start..end]);
    }

    [Fact]
    public async Task Instruments_AreDefinedInOnePlace()
    {
        await using var gateway = await BusyHour.RunAsync(minutes: 1);
        HashSet<string> published = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == GatewayMetrics.Meter && instrument.Meter.Scope == gateway.Services.GetRequiredService<IMeterFactory>())
            {
                lock (published)
                {
                    published.Add(instrument.Name);
                }
            }
        };
        listener.Start();

        Assert.Empty(published.Except(GatewayMetrics.All.Select(static m => m.Name)));
    }

    // "What to do when" and the list of labels are read when the number of a reason rises: each must stand there.
    [Fact]
    public void Reasons_OfWithheldEventsAndFields_AreLabelsAndDocumented()
    {
        var expected = Enum.GetValues<WithheldReason>().Where(static r => r != WithheldReason.None).Select(static r => r.Code()).ToList();
        var operations = File.ReadAllText(Path.Combine(Repository.Root, "config", "operations.md"));

        Assert.All(new[] { GatewayMetrics.EventsWithheld, GatewayMetrics.FieldsWithheld }, m => Assert.Equal(expected, m.Labels.Single(static l => l.Name == "reason").Values));
        Assert.All(expected, r => Assert.Contains($"`{r}`", operations, StringComparison.Ordinal));
    }

    private static string Written()
    {
        var text = new StringBuilder("\n| metric | unit | labels | is | what to do |\n|---|---|---|---|---|\n");
        foreach (var metric in GatewayMetrics.All)
        {
            var name = metric.Name.Replace('.', '_') + (metric.Unit == "s" ? "_seconds" : metric.Unit == "By" ? "_bytes" : metric.Kind == MetricKind.Counter ? "_total" : "");
            text.Append('|').Append($" `{name}` | {metric.Unit.Trim('{', '}')} | {string.Join("; ", metric.Labels.Select(InRow))} | {metric.Meaning} | {metric.WhatToDo} |\n");
        }

        text.Append("\n| label | its values |\n|---|---|\n");
        foreach (var label in GatewayMetrics.All.SelectMany(static m => m.Labels).Where(static l => l.Source is not null || l.Values.Length > MaxInRow).DistinctBy(static l => l.Name))
        {
            text.Append('|').Append($" `{label.Name}` | {string.Join(", ", new[] { label.Source }.OfType<string>().Concat(label.Values.Select(static v => $"`{v}`")))} |\n");
        }

        return text.Append('\n').ToString();
    }

    private static string InRow(MetricLabel label) => label.Source is null && label.Values.Length <= MaxInRow ? $"`{label.Name}`: {string.Join(", ", label.Values)}" : $"`{label.Name}`";
}
