using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using RedactingGateway.Benchmarks.HungVendors;

namespace RedactingGateway.Benchmarks.Start;

/// <summary>Time from the start of the published program to the first redacted request, and what a request costs it once it is warm.</summary>
internal static class StartMeasurement
{
    private const int DefaultRounds = 3;
    private const string Program = "RedactingGateway";

    // Enough for the runtime to have compiled what is hot for good, and then to count.
    private const int WarmUpHits = 60_000;
    private const int Hits = 10_000;
    private const int AtOnce = 8;

    /// <summary>Publishes, measures and prints a table.</summary>
    /// <param name="arguments">Number of rounds (3 without it); then nothing: all variants, or folders with what was published before, such as two versions.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var rounds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : DefaultRounds;
        var published = arguments.Skip(1).Select(Path.GetFullPath).ToList();
        if (published.Count > 0)
        {
            await MeasureAsync([.. published.Select(static one => new StartVariant(Path.GetFileName(one), one))], published.ToDictionary(static one => one, static one => Path.Combine(one, Program), StringComparer.Ordinal), rounds);
            return 0;
        }

        var folder = Directory.CreateTempSubdirectory("rgw-published-");
        try
        {
            var programs = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var publish in StartVariant.All.Select(static variant => variant.Publish).Distinct(StringComparer.Ordinal))
            {
                programs[publish] = await PublishAsync(publish, Path.Combine(folder.FullName, $"{programs.Count}"));
            }

            await MeasureAsync(StartVariant.All, programs, rounds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task MeasureAsync(IReadOnlyList<StartVariant> variants, Dictionary<string, string> programs, int rounds)
    {
        using var vendor = new SilentVendor();
        using var policy = new StartPolicy(vendor.Address);
        var results = variants.Select(static _ => new List<(double Wall, double Cpu, double Hit)>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            // In turns: what else the machine does reaches all of them.
            for (var i = 0; i < variants.Count; i++)
            {
                using var gateway = await StartedGateway.StartAsync(programs[variants[i].Publish], variants[i], policy, vendor);
                await gateway.SendAsync(WarmUpHits, AtOnce);
                var hit = await gateway.SendAsync(Hits, AtOnce);
                results[i].Add((gateway.Wall.TotalSeconds, gateway.Cpu.TotalSeconds, hit.TotalMicroseconds));
            }
        }

        Console.WriteLine("| published and started | first redacted request after (min to max) | CPU until then | CPU per request, warm | ratio (min to max) |\n|---|---|---|---|---|");
        for (var i = 0; i < variants.Count; i++)
        {
            var own = results[i];
            var walls = own.Select(static result => result.Wall).Order().ToList();
            var ratios = own.Zip(results[0], static (result, first) => result.Hit / first.Hit).Order().ToList();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {variants[i].Name} | {Middle(walls):F2} s ({walls[0]:F2} to {walls[^1]:F2}) | {Middle(own.Select(static result => result.Cpu)):F2} s | {Middle(own.Select(static result => result.Hit)):F0} µs | {Middle(ratios):F2} ({ratios[0]:F2} to {ratios[^1]:F2}) |"));
        }
    }

    private static async Task<string> PublishAsync(string arguments, string folder)
    {
        var start = new ProcessStartInfo("dotnet", $"publish src/RedactingGateway -c Release -r {RuntimeInformation.RuntimeIdentifier} {arguments} -o {folder} -v q --nologo")
        {
            WorkingDirectory = RecordedRequest.Root(),
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? Path.Combine(folder, Program) : throw new InvalidOperationException(output);
    }

    private static double Middle(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
}
