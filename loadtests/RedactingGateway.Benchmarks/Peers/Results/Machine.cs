using System.Globalization;
using System.Runtime.InteropServices;

namespace RedactingGateway.Benchmarks.Peers.Results;

/// <summary>Where and when it was measured.</summary>
/// <param name="Date">Day.</param>
/// <param name="Cores">Cores of the machine.</param>
/// <param name="Processor">Its model.</param>
/// <param name="Kernel">Linux.</param>
/// <param name="Runtime">.NET.</param>
/// <param name="OtherWork">How many cores other work took before the start.</param>
internal sealed record Machine(string Date, int Cores, string Processor, string Kernel, string Runtime, double OtherWork)
{
    // What runs on any machine takes less; a build or a test takes a whole core.
    private const double Quiet = 0.15;

    // The load average would still tell of the build before.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);

    /// <summary>Whether something else was running.</summary>
    public bool IsBusy => OtherWork > Quiet;

    /// <summary>This machine, before anything is started.</summary>
    public static async Task<Machine> LookAsync()
    {
        var cores = File.ReadLines("/proc/cpuinfo").Count(static l => l.StartsWith("processor", StringComparison.Ordinal));
        var (busy, all) = Times();
        await Task.Delay(Look);
        var (busyThen, allThen) = Times();
        return new Machine(
            TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            cores,
            Cpu("model name"),
            (await File.ReadAllTextAsync("/proc/sys/kernel/osrelease")).Trim(),
            RuntimeInformation.FrameworkDescription,
            Math.Round((busyThen - busy) / (allThen - all) * cores, 2));
    }

    // Of all cores together: user, nice, system, idle, iowait, irq, softirq, steal.
    private static (double Busy, double All) Times()
    {
        var times = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(static t => double.Parse(t, CultureInfo.InvariantCulture)).ToList();
        return (times.Sum() - times[3] - times[4], times.Sum());
    }

    private static string Cpu(string name) => File.ReadLines("/proc/cpuinfo")
        .Where(l => l.StartsWith(name, StringComparison.Ordinal))
        .Select(static l => l.Split(':', 2)[1].Trim())
        .FirstOrDefault("unknown");
}
