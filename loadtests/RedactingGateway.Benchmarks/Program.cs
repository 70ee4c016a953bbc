using BenchmarkDotNet.Running;
using RedactingGateway.Benchmarks;
using RedactingGateway.Benchmarks.Engine;
using RedactingGateway.Benchmarks.EngineTargets;
using RedactingGateway.Benchmarks.Growth;
using RedactingGateway.Benchmarks.HungVendors;
using RedactingGateway.Benchmarks.Measuring;
using RedactingGateway.Benchmarks.PageProxies;
using RedactingGateway.Benchmarks.Peers;
using RedactingGateway.Benchmarks.Peers.Load;
using RedactingGateway.Benchmarks.Peers.Mixed;
using RedactingGateway.Benchmarks.Start;

return args switch
{
    ["engine"] => RatioTable.Run(typeof(EngineBenchmarks)),
    ["targets", .. var rest] => EngineTargetsBenchmarks.Run(rest),
    ["urls"] => RatioTable.Run(typeof(UrlBenchmarks)),
    ["detectors"] => RatioTable.Run(typeof(DetectorTextBenchmarks), DetectorTexts.Length),
    ["hostile"] => RatioTable.Run(typeof(DetectorBenchmarks), DetectorTexts.Length),
    ["html"] => RatioTable.Run(typeof(NoticeHtmlBenchmarks)),
    ["growth", .. var rest] => GrowthMeasurement.Run(rest),
    ["pages", .. var rest] => await PageMeasurement.RunAsync(rest),
    ["vendors", .. var rest] => await HungVendorMeasurement.RunAsync(rest),
    ["peers", .. var rest] => await PeersMeasurement.RunAsync(rest),
    ["mixed", .. var rest] => await MixedMeasurement.RunAsync(rest),
    ["peer-role", "yarp", .. var rest] => await YarpRole.RunAsync(rest),
    ["peer-role", "generator"] => await Generator.RunRoleAsync(),
    ["start", .. var rest] => await StartMeasurement.RunAsync(rest),
    ["page-role", var role, .. var rest] => await PageRole.RunAsync(role, rest),
    _ => RunBenchmarks(args),
};

static int RunBenchmarks(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(EngineBenchmarks).Assembly).Run(args);
    return 0;
}
