using BenchmarkDotNet.Running;
using RedactingGateway.Benchmarks;
using RedactingGateway.Benchmarks.Engine;
using RedactingGateway.Benchmarks.Growth;
using RedactingGateway.Benchmarks.HungVendors;
using RedactingGateway.Benchmarks.Measuring;
using RedactingGateway.Benchmarks.PageProxies;
using RedactingGateway.Benchmarks.Start;

return args switch
{
    ["engine"] => RatioTable.Run(typeof(EngineBenchmarks)),
    ["urls"] => RatioTable.Run(typeof(UrlBenchmarks)),
    ["detectors"] => RatioTable.Run(typeof(DetectorTextBenchmarks), DetectorTexts.Length),
    ["hostile"] => RatioTable.Run(typeof(DetectorBenchmarks), DetectorTexts.Length),
    ["html"] => RatioTable.Run(typeof(NoticeHtmlBenchmarks)),
    ["growth", .. var rest] => GrowthMeasurement.Run(rest),
    ["pages", .. var rest] => await PageMeasurement.RunAsync(rest),
    ["vendors", .. var rest] => await HungVendorMeasurement.RunAsync(rest),
    ["start", .. var rest] => await StartMeasurement.RunAsync(rest),
    ["page-role", var role, .. var rest] => await PageRole.RunAsync(role, rest),
    _ => RunBenchmarks(args),
};

static int RunBenchmarks(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(EngineBenchmarks).Assembly).Run(args);
    return 0;
}
