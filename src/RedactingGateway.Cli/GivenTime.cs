namespace RedactingGateway.Cli;

/// <summary>The clock that <c>--at</c> sets: it stands still.</summary>
internal sealed class GivenTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
