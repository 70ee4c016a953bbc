using System.Globalization;
using System.Runtime.InteropServices;

namespace RedactingGateway.Benchmarks.Peers.Results;

/// <summary>Where and when it was measured.</summary>
internal sealed record Machine(string Date, int Cores, string Processor, string Kernel, string Runtime)
{
    public static Machine Here() => new(
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        CoresOfMachine(),
        Cpu("model name"),
        File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
        RuntimeInformation.FrameworkDescription);

    // This process may be held to fewer than the machine has.
    private static int CoresOfMachine() => File.ReadLines("/proc/cpuinfo").Count(static l => l.StartsWith("processor", StringComparison.Ordinal));

    private static string Cpu(string name) => File.ReadLines("/proc/cpuinfo")
        .Where(l => l.StartsWith(name, StringComparison.Ordinal))
        .Select(static l => l.Split(':', 2)[1].Trim())
        .FirstOrDefault("unknown");
}
