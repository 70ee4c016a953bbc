using System.Text.Json;
using System.Text.RegularExpressions;
using RedactingGateway.FunctionalTests.Architecture;

namespace RedactingGateway.FunctionalTests.Telemetry;

/// <summary>The Grafana dashboard as a file.</summary>
internal static partial class Dashboard
{
    public static string Path => System.IO.Path.Combine(Repository.Root, "config", "grafana", "redacting-gateway.json");

    /// <summary>The queries of panels, annotations and variables: title and expression.</summary>
    public static IReadOnlyList<(string Title, string Expression)> Queries()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path));
        var root = dashboard.RootElement;
        return
        [
            .. root.GetProperty("panels").EnumerateArray().Where(static p => p.TryGetProperty("targets", out _))
                .SelectMany(static p => p.GetProperty("targets").EnumerateArray().Select(t => (p.GetProperty("title").GetString()!, t.GetProperty("expr").GetString()!))),
            .. root.GetProperty("annotations").GetProperty("list").EnumerateArray().Select(static a => (a.GetProperty("name").GetString()!, a.GetProperty("expr").GetString()!)),
        ];
    }

    /// <summary>Metrics that the variables read, with their labels.</summary>
    public static IReadOnlyList<string> VariableQueries()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path));
        return [.. dashboard.RootElement.GetProperty("templating").GetProperty("list").EnumerateArray().Where(static v => v.GetProperty("type").GetString() == "query").Select(static v => v.GetProperty("definition").GetString()!)];
    }

    /// <summary>An expression with Grafana's variables filled in.</summary>
    public static string Filled(string expression) => expression
        .Replace("$__rate_interval", "30s", StringComparison.Ordinal)
        .Replace("$job", ".*", StringComparison.Ordinal).Replace("$instance", ".*", StringComparison.Ordinal).Replace("$destination", ".*", StringComparison.Ordinal);

    /// <summary>Each metric of an expression, with the labels that are asked of it.</summary>
    public static IEnumerable<(string Metric, string[] Labels)> MetricsOf(string expression)
    {
        var grouped = Groups.Matches(expression).SelectMany(static g => g.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries)).ToArray();
        foreach (Match metric in Selectors.Matches(expression))
        {
            var labels = Matchers.Matches(metric.Groups["matchers"].Value).Select(static m => m.Groups["label"].Value);
            yield return (metric.Groups["metric"].Value, [.. labels.Concat(grouped).Distinct(StringComparer.Ordinal)]);
        }
    }

    [GeneratedRegex(@"by \((?<labels>[^)]*)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Groups { get; }

    [GeneratedRegex(@"(?<metric>[a-z][a-z0-9_]+)\{(?<matchers>[^}]*)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Selectors { get; }

    [GeneratedRegex("(?<label>[a-z_]+)(=|!=|=~|!~)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Matchers { get; }
}
