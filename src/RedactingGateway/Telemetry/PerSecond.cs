namespace RedactingGateway.Telemetry;

/// <summary>Lets a number of requests through in each second, for what is too dear to be done for all of them.</summary>
/// <remarks>Not exact at the turn of a second, where two threads may both begin it.</remarks>
internal sealed class PerSecond(TimeProvider time, int most)
{
    private long _second;
    private int _taken;

    /// <summary>Whether this is one of them.</summary>
    public bool Take()
    {
        var second = time.GetUtcNow().ToUnixTimeSeconds();
        if (Volatile.Read(ref _second) != second && Interlocked.Exchange(ref _second, second) != second)
        {
            Volatile.Write(ref _taken, 0);
        }

        return Volatile.Read(ref _taken) < most && Interlocked.Increment(ref _taken) <= most;
    }
}
