using System.Globalization;
using System.Text.RegularExpressions;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.Telemetry;

namespace RedactingGateway.FunctionalTests.Telemetry;

/// <summary>What <c>/metrics</c> says.</summary>
internal sealed partial class PrometheusText
{
    private PrometheusText(string text)
    {
        Text = text;
        Samples = [.. Lines.Matches(text).Select(static m => new PrometheusSample(
            m.Groups["name"].Value,
            Labels.Matches(m.Groups["labels"].Value).ToDictionary(static l => l.Groups["label"].Value, static l => l.Groups["value"].Value, StringComparer.Ordinal),
            double.Parse(m.Groups["value"].Value, CultureInfo.InvariantCulture)))];
    }

    public string Text { get; }

    public IReadOnlyList<PrometheusSample> Samples { get; }

    public static async Task<PrometheusText> ReadAsync(GatewayHarness gateway)
    {
        using var client = new HttpClient();
        return new PrometheusText(await client.GetStringAsync(new Uri(gateway.Admin, "/metrics")));
    }

    /// <summary>Names of a metric's samples, as Prometheus has them.</summary>
    public static string[] NamesOf(MetricDefinition metric)
    {
        var name = metric.Name.Replace('.', '_');
        return metric.Kind switch
        {
            MetricKind.Histogram => [$"{name}_seconds_bucket", $"{name}_seconds_sum", $"{name}_seconds_count"],
            MetricKind.Counter => [$"{name}_total"],
            _ => [metric.Unit switch { "s" => $"{name}_seconds", "By" => $"{name}_bytes", _ => name }],
        };
    }

    /// <summary>The sum of the samples that have the labels.</summary>
    public double Value(string name, params (string Label, string Value)[] labels)
    {
        var found = Samples.Where(s => s.Name == name && labels.All(l => s.Labels.GetValueOrDefault(l.Label) == l.Value)).ToList();
        Assert.True(found.Count > 0, $"{name} {string.Join(' ', labels)} is not in\n{Text}");
        return found.Sum(static s => s.Value);
    }

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:]\w*)(\{(?<labels>[^}]*)\})? (?<value>\S+)( \d+)?$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lines { get; }

    [GeneratedRegex(@"(?<label>\w+)=""(?<value>[^""]*)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Labels { get; }
}

/// <summary>One line of it.</summary>
internal sealed record PrometheusSample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);
