namespace RedactingGateway.LoadTests.Scenarios;

/// <summary>How a step went.</summary>
/// <param name="IsOk">Whether it did what it should.</param>
/// <param name="Status">Status code, or what happened in its place.</param>
/// <param name="Bytes">Bytes sent and received.</param>
/// <param name="Problem">What was wrong.</param>
internal sealed record StepOutcome(bool IsOk, string Status, long Bytes, string? Problem = null)
{
    /// <summary>Nothing to do.</summary>
    public static StepOutcome Nothing { get; } = new(IsOk: true, "none", 0);
}
