using BenchmarkDotNet.Attributes;
using RedactingGateway.Benchmarks.Measuring;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Benchmarks.Engine;

/// <summary>The engine over recorded requests of each protocol, all purposes granted, each beside its own floor.</summary>
[MemoryDiagnoser]
[ThreadTimeJob]
public class EngineBenchmarks
{
    private Redactor _redactor = null!;
    private FloorPass _floor = null!;
    private EngineCase _case = null!;

    /// <summary>The requests.</summary>
    public static IEnumerable<object> Cases => Ordered.All(EngineCase.All);

    /// <summary>The request.</summary>
    [ParamsSource(nameof(Cases))]
    public object Request { get; set; } = "";

    /// <summary>Warms up.</summary>
    [GlobalSetup]
    public void Load()
    {
        _redactor = new Redactor(new PseudonymKeys(new byte[32], TimeProvider.System, TimeZoneInfo.Utc, EpochSalts.InMemory()));
        _case = (EngineCase)((Ordered)Request).Value;
        _floor = _case.Floor(new EngineFloor(_case.Recorded.Request));
        WarmUp.Run(() => EngineCase.RunAll(_redactor));
    }

    /// <summary>The floor.</summary>
    [Benchmark(Baseline = true, Description = "floor")]
    public int Floor() => _floor(_case.Recorded.Request);

    /// <summary>The engine.</summary>
    [Benchmark(Description = "engine")]
    public int Measured() => _case.Redact(_redactor);
}
