using System.Globalization;

namespace RedactingGateway.Benchmarks.Peers.Results;

/// <summary>The median of a figure over the rounds, with the least and the greatest.</summary>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    /// <summary>The spread of values, or null where there are none.</summary>
    public static Spread? Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? null : new Spread((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2, sorted[0], sorted[^1]);
    }

    /// <summary>Median and, in parentheses, the rest.</summary>
    /// <param name="format">Format of a number.</param>
    public string Text(string format) => Min.Equals(Max)
        ? Median.ToString(format, CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Median.ToString(format, CultureInfo.InvariantCulture)} ({Min.ToString(format, CultureInfo.InvariantCulture)} to {Max.ToString(format, CultureInfo.InvariantCulture)})");
}
