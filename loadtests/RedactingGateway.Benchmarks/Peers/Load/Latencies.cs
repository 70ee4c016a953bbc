namespace RedactingGateway.Benchmarks.Peers.Load;

/// <summary>What a run of the open-loop generator saw, in microseconds.</summary>
/// <param name="Answered">Requests that were answered.</param>
/// <param name="Median">Half of them were faster.</param>
/// <param name="High">The 99th percentile.</param>
/// <param name="Worst">The slowest.</param>
/// <param name="SentLate">The 99th percentile of how late the generator itself woke up; it is in the latencies too.</param>
/// <param name="IsLeftBehind">Whether some were not answered seconds after the last was due: the rate is more than the server takes.</param>
/// <param name="Problem">What went wrong first; null: every answer was the expected one.</param>
internal sealed record Latencies(int Answered, double Median, double High, double Worst, double SentLate, bool IsLeftBehind, string? Problem)
{
    /// <summary>The value below which a share of all values is.</summary>
    public static double Percentile(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
