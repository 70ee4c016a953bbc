using System.Text.Json;
using RedactingGateway.FunctionalTests.Admin;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.Telemetry;

namespace RedactingGateway.FunctionalTests.Telemetry;

/// <summary>The dashboard asks for nothing that the gateway does not export, and shows everything that it does.</summary>
public sealed class DashboardTests
{
    // Prometheus adds them to what it fetches.
    private static readonly string[] OfTheScrape = ["job", "instance", "le"];

    // Nothing of these happens in an hour of tracker traffic.
    private static readonly string[] OfSites = ["Choices", "Pages", "Notices, and what is wrong with them", "Third-party elements in pages", "Vendors' static files", "Policy changes"];

    [Fact]
    public async Task Dashboard_AsksOnlyForWhatIsExported()
    {
        await using var gateway = await BusyHour.RunAsync(minutes: 3);
        var exported = await PrometheusText.ReadAsync(gateway);
        List<string> missing = [];
        foreach (var (title, expression) in Dashboard.Queries())
        {
            var metrics = Dashboard.MetricsOf(expression).ToList();
            Assert.NotEmpty(metrics);
            foreach (var (metric, labels) in metrics)
            {
                var own = GatewayMetrics.All.SingleOrDefault(m => PrometheusText.NamesOf(m).Contains(metric));
                var foreign = exported.Samples.FirstOrDefault(s => s.Name == metric);
                missing.AddRange(labels.Except(OfTheScrape).Where(l => own?.Labels.Any(known => known.Name == l) != true && foreign?.Labels.ContainsKey(l) != true).Select(l => $"{title}: {metric} {l}"));
                if (own is null && foreign is null)
                {
                    missing.Add($"{title}: {metric}");
                }
            }
        }

        Assert.Empty(missing);
        Assert.All(Dashboard.VariableQueries(), static q => Assert.Contains(GatewayMetrics.All, m => PrometheusText.NamesOf(m).Any(n => q.StartsWith($"label_values({n}", StringComparison.Ordinal))));
    }

    [Fact]
    public void Dashboard_ShowsEveryMetric()
    {
        var shown = Dashboard.Queries().SelectMany(static q => Dashboard.MetricsOf(q.Expression)).Select(static m => m.Metric).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(GatewayMetrics.All.Where(m => !PrometheusText.NamesOf(m).Any(shown.Contains)).Select(static m => m.Name));
    }

    [Fact]
    public async Task Dashboard_ItsQueries_AreAnsweredByPrometheus()
    {
        await using var gateway = await BusyHour.RunAsync(minutes: 2);
        await using var prometheus = await PrometheusServer.StartAsync(gateway.Admin);
        await gateway.SendAsync("GET /anything HTTP/1.1\nHost: unknown.example");
        await prometheus.WaitForScrapesAsync(2);
        await SendAsync(gateway);
        await prometheus.WaitForScrapesAsync(2);

        List<string> silent = [];
        foreach (var (title, expression) in Dashboard.Queries())
        {
            using var answer = JsonDocument.Parse(await prometheus.QueryAsync(Dashboard.Filled(expression)));
            Assert.True(answer.RootElement.GetProperty("status").GetString() == "success", $"{title}: {answer.RootElement}");
            if (answer.RootElement.GetProperty("data").GetProperty("result").GetArrayLength() == 0)
            {
                silent.Add(title);
            }
        }

        // Those of which nothing is wrong are silent, too: no host is left out, no policy was reloaded, no message failed, no signal was unreadable.
        Assert.Empty(silent.Except([.. OfSites, "In flight, and left out", "Reloads", "Changes that wait for Redis, and messages to backends", "Refused before any policy, and signals that cannot be read"]));
    }

    private static async Task SendAsync(GatewayHarness gateway)
    {
        foreach (var recording in Wire.Recording.All([.. Replay.ReplayedRecording.Sdks]))
        {
            await Replay.ReplayedRecording.SendRawAsync(gateway, recording.ToRequest(), recording.Sdk, gateway.Acceptance(Replay.ReplayedRecording.Destination(recording.Sdk)));
        }
    }
}
