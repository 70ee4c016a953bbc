using BenchmarkDotNet.Attributes;
using RedactingGateway.Benchmarks.Measuring;
using RedactingGateway.Core.Detection;

namespace RedactingGateway.Benchmarks;

/// <summary>Throughput of the content net over 64 KiB: 65.5 µs are 1 GB/s, 327 µs are 200 MB/s.</summary>
[MemoryDiagnoser]
[ThreadTimeJob]
public class DetectorBenchmarks
{
    private readonly DetectorHit[] _hits = new DetectorHit[16];
    private readonly byte[] _copy = new byte[DetectorTexts.Length];
    private byte[] _hostile = [];

    /// <summary>Texts made to cost time; the worst of those that HostileTextTests knows.</summary>
    [Params("a@", "a@a", "%40", "4111 ", "DE89 ", "1.1.1.1-", "+49171", "0171 ", "geb. ", "12345 A 1, ", "&#64;")]
    public string Pattern { get; set; } = "";

    /// <summary>Makes the text.</summary>
    [GlobalSetup]
    public void Repeat() => _hostile = DetectorTexts.Repeat(Pattern);

    /// <summary>The floor.</summary>
    [Benchmark(Baseline = true, Description = "floor: copy")]
    public int Copy()
    {
        _hostile.CopyTo(_copy, 0);
        return _copy.Length;
    }

    /// <summary>Adversarial.</summary>
    [Benchmark(Description = "hostile pattern repeated, 64 KiB")]
    public int Measured() => ContentNet.Find(_hostile, _hits);
}

/// <summary>Texts as they come.</summary>
[MemoryDiagnoser]
[ThreadTimeJob]
public class DetectorTextBenchmarks
{
    private readonly DetectorHit[] _hits = new DetectorHit[16];
    private readonly byte[] _copy = new byte[DetectorTexts.Length];

    /// <summary>The floor.</summary>
    [Benchmark(Baseline = true, Description = "floor: copy")]
    public int Copy()
    {
        DetectorTexts.Clean.CopyTo(_copy, 0);
        return _copy.Length;
    }

    /// <summary>No candidate.</summary>
    [Benchmark(Description = "clean text, 64 KiB")]
    public int Clean() => ContentNet.Find(DetectorTexts.Clean, _hits);

    /// <summary>Candidates everywhere, no value.</summary>
    [Benchmark(Description = "dense text, 64 KiB")]
    public int Dense() => ContentNet.Find(DetectorTexts.Dense, _hits);

    /// <summary>Candidates everywhere, 15 values.</summary>
    [Benchmark(Description = "dense text with 15 values, 64 KiB")]
    public int DenseWithValues() => ContentNet.Find(DetectorTexts.DenseWithValues, _hits);
}
