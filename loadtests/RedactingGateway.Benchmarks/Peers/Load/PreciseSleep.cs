using System.Runtime.InteropServices;

namespace RedactingGateway.Benchmarks.Peers.Load;

/// <summary>Sleeps for microseconds: the runtime's own sleep knows milliseconds, and a loop that looks at the clock would take the core from the sink.</summary>
internal static class PreciseSleep
{
    private const int SetTimerSlack = 29;

    /// <summary>Asks the kernel not to round this thread's sleeps up to 50 µs, which is its default.</summary>
    public static void Prepare() => _ = Prctl(SetTimerSlack, 1, 0, 0, 0);

    /// <summary>Sleeps.</summary>
    public static void For(TimeSpan duration)
    {
        var time = new TimeSpec { Seconds = (long)duration.TotalSeconds, Nanoseconds = duration.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick };
        _ = NanoSleep(in time, 0);
    }

    [DllImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NanoSleep(in TimeSpec duration, nint rest);

    [DllImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Prctl(int option, nuint value, nuint second, nuint third, nuint fourth);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
