using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace RedactingGateway.Benchmarks.Measuring;

/// <summary>Measures in this process by the thread's own time, so that a floor and what stands beside it can be compared on a machine that others use too.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ThreadTimeJobAttribute : Attribute, IConfigSource
{
    // Nine short iterations: the median of them is what the tables show.
    private const int Iterations = 9;
    private const int WarmUps = 3;
    private const int IterationMilliseconds = 100;

    public IConfig Config { get; } = ManualConfig.CreateEmpty().AddJob(Job.Default
        .WithToolchain(InProcessEmitToolchain.Instance)
        // A call costs a nanosecond; the shortest of the floors is some forty.
        .WithEvaluateOverhead(false)
        .WithClock(ThreadClock.Instance)
        .WithIterationTime(TimeInterval.FromMilliseconds(IterationMilliseconds))
        .WithWarmupCount(WarmUps)
        .WithIterationCount(Iterations));
}
