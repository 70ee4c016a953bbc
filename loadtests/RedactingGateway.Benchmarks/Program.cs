using BenchmarkDotNet.Running;
using RedactingGateway.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(RedactionBenchmarks).Assembly).Run(args);
