using System.Globalization;
using RedactingGateway.Benchmarks.Measuring;

namespace RedactingGateway.Benchmarks.Growth;

/// <summary>How the engine's cost grows. All sizes of a series are measured in turns, so that what else the machine does reaches all of them.</summary>
internal static class GrowthMeasurement
{
    private const int DefaultRounds = 15;

    // Of processor time, each size and round: some thousand times what asking for the time costs.
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(15);

    /// <summary>Measures and prints a table.</summary>
    /// <param name="arguments">Number of rounds; 15 without it.</param>
    public static int Run(string[] arguments)
    {
        var rounds = arguments is [var said] ? int.Parse(said, CultureInfo.InvariantCulture) : DefaultRounds;
        Console.WriteLine("| what grows | size | time | size × | time × (min to max) | each further unit |\n|---|---|---|---|---|---|");
        using var policies = new GrowthPolicies();
        foreach (var series in BodyGrowth.Series().Concat(policies.Series()))
        {
            Measure(series, rounds);
        }

        return 0;
    }

    private static void Measure(GrowthSeries series, int rounds)
    {
        WarmUp.Run(() =>
        {
            foreach (var step in series.Steps)
            {
                step.Run();
            }
        });
        var counts = series.Steps.Select(static step => Math.Max(1, (int)(RoundTime.TotalNanoseconds / Nanoseconds(step.Run, count: 3)))).ToArray();
        var times = series.Steps.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < times.Length; i++)
            {
                times[i][round] = Nanoseconds(series.Steps[i].Run, counts[i]);
            }
        }

        for (var i = 0; i < times.Length; i++)
        {
            Console.WriteLine(Row(series, i, times));
        }
    }

    private static string Row(GrowthSeries series, int step, double[][] times)
    {
        var (label, size, _) = series.Steps[step];
        var growth = times[step].Zip(times[0], (time, first) => time / first).Order().ToArray();
        var sizes = size / series.Steps[0].Size;
        var each = "";
        if (!series.IsFlat && step > 0)
        {
            // What each further byte or field costs: equal from row to row where the cost is linear, whatever a request costs before it.
            var more = Median(times[step]) - Median(times[step - 1]);
            each = (more / (size - series.Steps[step - 1].Size)).ToString("F2", CultureInfo.InvariantCulture) + " ns";
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {series.What} | {label} | {Median(times[step]) / 1000:F2} µs | {sizes:F1} | {growth[growth.Length / 2]:F2} ({growth[0]:F2} to {growth[^1]:F2}) | {each} |");
    }

    private static double Median(double[] times) => times.Order().ElementAt(times.Length / 2);

    private static double Nanoseconds(Func<int> run, int count)
    {
        var start = ThreadClock.Instance.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            run();
        }

        return (ThreadClock.Instance.GetTimestamp() - start) * 1e9 / ThreadClock.Instance.Frequency.Hertz / count;
    }
}
