using System.Runtime.InteropServices;
using Perfolizer.Horology;

namespace RedactingGateway.Benchmarks.Measuring;

/// <summary>Processor time of the calling thread, which does not grow while others have the core; elsewhere than on Linux the wall clock.</summary>
internal sealed partial class ThreadClock : IClock
{
    // CLOCK_THREAD_CPUTIME_ID of Linux's <time.h>.
    private const int ThreadTime = 3;

    private const long NanosecondsPerSecond = 1_000_000_000;

    public static ThreadClock Instance { get; } = new();

    public string Title => "Thread";

    public bool IsAvailable => OperatingSystem.IsLinux();

    public Frequency Frequency => IsAvailable ? new Frequency(NanosecondsPerSecond) : Chronometer.Frequency;

    public long GetTimestamp() => IsAvailable && GetTime(ThreadTime, out var now) == 0 ? (now.Seconds * NanosecondsPerSecond) + now.Nanoseconds : Chronometer.GetTimestamp();

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
