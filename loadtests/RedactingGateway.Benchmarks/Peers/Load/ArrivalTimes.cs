using System.Diagnostics;

namespace RedactingGateway.Benchmarks.Peers.Load;

/// <summary>When requests are due: as of many visitors who know nothing of each other (Poisson), the same in every run.</summary>
internal static class ArrivalTimes
{
    /// <summary>Times since the start, in units of <see cref="Stopwatch"/>, in order.</summary>
    /// <param name="perSecond">Rate.</param>
    /// <param name="duration">How long.</param>
    public static long[] Of(double perSecond, TimeSpan duration)
    {
        var times = new List<long>();
        var state = 0x9E3779B97F4A7C15UL;
        for (var time = Gap(ref state, perSecond); time < duration.TotalSeconds; time += Gap(ref state, perSecond))
        {
            times.Add((long)(time * Stopwatch.Frequency));
        }

        return [.. times];
    }

    private static double Gap(ref ulong state, double perSecond) => -Math.Log(1 - Next(ref state)) / perSecond;

    // SplitMix64: a run must be like the one before, which a secret source cannot give.
    private static double Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
