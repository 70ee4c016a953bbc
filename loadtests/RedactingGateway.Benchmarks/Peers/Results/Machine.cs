using System.Globalization;
using System.Runtime.InteropServices;

namespace RedactingGateway.Benchmarks.Peers.Results;

/// <summary>Where and when it was measured.</summary>
internal sealed record Machine(string Date, int Cores, string Processor, string Kernel, string Runtime, double Load)
{
    // Of what runs on any machine; a build or a test is a whole core.
    private const double Quiet = 0.5;

    /// <summary>Whether something else was running: <see cref="Load"/> is the kernel's load average before the start.</summary>
    public bool IsBusy => Load > Quiet;

    public static Machine Here() => new(
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        CoresOfMachine(),
        Cpu("model name"),
        File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
        RuntimeInformation.FrameworkDescription,
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture));

    // This process may be held to fewer than the machine has.
    private static int CoresOfMachine() => File.ReadLines("/proc/cpuinfo").Count(static l => l.StartsWith("processor", StringComparison.Ordinal));

    private static string Cpu(string name) => File.ReadLines("/proc/cpuinfo")
        .Where(l => l.StartsWith(name, StringComparison.Ordinal))
        .Select(static l => l.Split(':', 2)[1].Trim())
        .FirstOrDefault("unknown");
}
