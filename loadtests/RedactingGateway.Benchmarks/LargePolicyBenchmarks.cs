using BenchmarkDotNet.Attributes;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Benchmarks;

/// <summary>What the size of a policy costs who checks it. What it costs a request, which should not notice, is in <see cref="Growth"/>.</summary>
[MemoryDiagnoser]
[InProcess]
public class LargePolicyBenchmarks
{
    private const int Purposes = 200;

    // What a destination usually serves at once.
    private const int PurposesEach = 4;

    private string _folder = "";

    /// <summary>Destinations of the policy.</summary>
    [Params(5, 500)]
    public int Destinations { get; set; }

    /// <summary>Writes the policy.</summary>
    [GlobalSetup]
    public void Write() => _folder = LargePolicy.Write(Destinations, Math.Min(Purposes, Destinations), PurposesEach);

    /// <summary>Removes the policy.</summary>
    [GlobalCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    /// <summary>Parse, bind, check, compile: what <c>check</c> does.</summary>
    [Benchmark(Description = "check")]
    public int Check() => PolicyLoader.Load(_folder).Diagnostics.Length;
}
