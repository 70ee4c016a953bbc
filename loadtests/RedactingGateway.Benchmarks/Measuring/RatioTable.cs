using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace RedactingGateway.Benchmarks.Measuring;

/// <summary>Runs a class of benchmarks and prints the table of loadtests/README.md: each row beside its own floor.</summary>
internal static class RatioTable
{
    /// <summary>Runs.</summary>
    /// <param name="benchmarks">A class in which every set of parameters has one baseline, its floor.</param>
    /// <param name="bytes">Bytes that each works through, for a column with the throughput; 0: none.</param>
    public static int Run(Type benchmarks, int bytes = 0)
    {
        // Nothing but the table is printed, unless something goes wrong.
        var log = new AccumulationLogger();
        var config = ManualConfig.CreateEmpty()
            .AddLogger(log)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithOptions(ConfigOptions.DisableLogFile);
        var summary = BenchmarkRunner.Run(benchmarks, config);
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
        {
            Console.Error.WriteLine(log.GetLog());
            return 1;
        }

        Console.WriteLine(bytes == 0 ? "| what | floor | time | ratio to its floor | allocated |\n|---|---|---|---|---|" : "| what | floor | time | ratio to its floor | allocated | throughput |\n|---|---|---|---|---|---|");
        foreach (var group in summary.Reports.GroupBy(report => report.BenchmarkCase.Parameters.DisplayInfo))
        {
            var floor = group.Single(report => summary.IsBaseline(report.BenchmarkCase));
            foreach (var report in group.Where(report => report != floor))
            {
                Console.WriteLine(Row(report, floor) + (bytes == 0 ? "" : Throughput(report, bytes)));
            }
        }

        return 0;
    }

    private static string Row(BenchmarkReport report, BenchmarkReport floor)
    {
        var parameters = report.BenchmarkCase.Parameters.Items;
        var what = report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'');
        var name = parameters.Count == 0 ? what : string.Join(", ", parameters.Select(parameter => parameter.Value is int number ? $"{number} {parameter.Name.ToLowerInvariant()}" : $"{parameter.Value}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {(parameters.Count == 0 || report.BenchmarkCase.Descriptor.WorkloadMethod.Name == "Measured" ? name : $"{name}: {what}")} | {Time(Median(floor))} | {Time(Median(report))} | {Median(report) / Median(floor):F1} | {report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0:N0} B |");
    }

    private static string Throughput(BenchmarkReport report, int bytes) => string.Create(CultureInfo.InvariantCulture, $" {bytes * 1000.0 / Median(report):N0} MB/s |");

    private static double Median(BenchmarkReport report) => report.ResultStatistics!.Median;

    private static string Time(double nanoseconds) => (nanoseconds / 1000).ToString(nanoseconds switch { < 10_000 => "F2", < 100_000 => "F1", _ => "F0" }, CultureInfo.InvariantCulture) + " µs";
}
