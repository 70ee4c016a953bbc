namespace RedactingGateway.State;

/// <summary>Times as the stores keep them: microseconds, which a script of Redis still holds exactly (53 bits).</summary>
internal static class Moment
{
    public static long ToMicroseconds(this DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long value) => DateTimeOffset.UnixEpoch.AddTicks(value * TimeSpan.TicksPerMicrosecond);
}
