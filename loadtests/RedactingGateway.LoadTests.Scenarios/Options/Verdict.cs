using System.Globalization;

namespace RedactingGateway.LoadTests.Scenarios.Options;

/// <summary>A run held against its thresholds.</summary>
/// <param name="Problems">Every threshold that was missed, in words.</param>
internal sealed record Verdict(IReadOnlyList<string> Problems)
{
    /// <summary>0, or 3 where a threshold was missed; 1 is for a run that could not be made.</summary>
    public int ExitCode => Problems.Count == 0 ? 0 : 3;

    public static Verdict Of(IReadOnlyCollection<ScenarioResult> results, LeakCount leaks, Thresholds thresholds)
    {
        List<string> problems = [];
        foreach (var result in results)
        {
            // A run in which nothing happened proves nothing.
            var total = result.Ok + result.Failed;
            if (total == 0)
            {
                problems.Add($"{result.Name}: no iteration ran");
            }
            else if ((double)result.Failed / total > thresholds.ErrorRate)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{result.Name}: {result.Failed} of {total} iterations failed, more than {thresholds.ErrorRate:P2}"));
            }

            if (result.P99 > thresholds.P99)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{result.Name}: p99 is {result.P99.TotalMilliseconds:F1} ms, more than {thresholds.P99.TotalMilliseconds:F0} ms"));
            }
        }

        if (leaks.Leaks > thresholds.Leaks)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{leaks.Leaks} planted values reached the sink, more than {thresholds.Leaks}: {string.Join(", ", leaks.Places)}"));
        }

        if (leaks.Unchecked > 0)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{leaks.Unchecked} requests could not be searched"));
        }

        return new Verdict(problems);
    }
}
