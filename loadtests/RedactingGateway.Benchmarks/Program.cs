using BenchmarkDotNet.Running;
using RedactingGateway.Benchmarks;
using RedactingGateway.Benchmarks.HungVendors;
using RedactingGateway.Benchmarks.PageProxies;

return args switch
{
    ["pages", .. var rest] => await PageMeasurement.RunAsync(rest),
    ["vendors", .. var rest] => await HungVendorMeasurement.RunAsync(rest),
    ["page-role", var role, .. var rest] => await PageRole.RunAsync(role, rest),
    _ => RunBenchmarks(args),
};

static int RunBenchmarks(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(RedactionBenchmarks).Assembly).Run(args);
    return 0;
}
