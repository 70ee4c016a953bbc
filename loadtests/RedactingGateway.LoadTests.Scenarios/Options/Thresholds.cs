namespace RedactingGateway.LoadTests.Scenarios.Options;

/// <summary>What fails a run.</summary>
/// <param name="ErrorRate">Share of failed requests, 0 to 1.</param>
/// <param name="P99">99th percentile of a scenario's latency.</param>
/// <param name="Leaks">Planted values that reached the sink.</param>
internal sealed record Thresholds(double ErrorRate, TimeSpan P99, long Leaks)
{
    /// <summary>No leak, one error in a thousand (a connection that closes as it is used), and what a visitor does not notice.</summary>
    public static Thresholds Default { get; } = new(ErrorRate: 0.001, TimeSpan.FromMilliseconds(250), Leaks: 0);
}
