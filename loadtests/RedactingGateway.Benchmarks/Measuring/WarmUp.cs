using System.Diagnostics;
using System.Runtime;

namespace RedactingGateway.Benchmarks.Measuring;

/// <summary>Runs what will be measured until the runtime has compiled it for good.</summary>
internal static class WarmUp
{
    // The runtime looks for hot methods every 100 ms while new ones come: none in five times as long, and there are no more.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    // Something is always compiled somewhere.
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(20);

    public static void Run(Action run)
    {
        var start = Stopwatch.GetTimestamp();
        var changed = start;
        var compiled = 0L;
        while (Stopwatch.GetElapsedTime(changed) < Quiet && Stopwatch.GetElapsedTime(start) < Most)
        {
            run();
            if (JitInfo.GetCompiledMethodCount() is var count && count != compiled)
            {
                compiled = count;
                changed = Stopwatch.GetTimestamp();
            }
        }
    }
}
