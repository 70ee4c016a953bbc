using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using RedactingGateway.Benchmarks.HungVendors;

namespace RedactingGateway.Benchmarks.Start;

/// <summary>Time from the start of the published program to the first redacted request, and what a request costs it once it is warm.</summary>
internal static class StartMeasurement
{
    private const int DefaultRounds = 5;

    // Enough for the runtime to have compiled what is hot for good, and then to count.
    private const int WarmUpHits = 12_000;
    private const int Hits = 6_000;
    private const int AtOnce = 8;

    /// <summary>Publishes, measures and prints a table.</summary>
    /// <param name="arguments">Number of rounds (5 without it), and a word that variants to be measured have in their names.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var rounds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : DefaultRounds;
        var variants = StartVariant.All.Where(variant => arguments.Length < 2 || variant.Name.Contains(arguments[1], StringComparison.OrdinalIgnoreCase)).ToList();
        var folder = Directory.CreateTempSubdirectory("rgw-published-");
        try
        {
            var programs = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var publish in variants.Select(variant => variant.Publish).Distinct(StringComparer.Ordinal))
            {
                programs[publish] = await PublishAsync(publish, Path.Combine(folder.FullName, $"{programs.Count}"));
            }

            await MeasureAsync(variants, programs, rounds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task MeasureAsync(List<StartVariant> variants, Dictionary<string, string> programs, int rounds)
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
        return process.ExitCode == 0 ? Path.Combine(folder, "RedactingGateway") : throw new InvalidOperationException(output);
    }

    private static double Middle(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
}
