using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Benchmarks;

/// <summary>What counting costs a request: the Meta event (1.6 kB JSON), redacted, and counted in four ways.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class TelemetryBenchmarks
{
    private Redactor _redactor = null!;
    private GatewayLimits _limits = null!;
    private RecordedRequest _request = null!;
    private Counted _silent = null!;
    private Counted _heard = null!;
    private MeterProvider _provider = null!;

    /// <summary>Loads the shipped policy, and makes one set of accounts that nobody listens to and one that is read as Prometheus reads it.</summary>
    [GlobalSetup]
    public void Load()
    {
        var policy = PolicyLoader.Load(Path.Combine(RecordedRequest.Root(), "config")).Snapshot!;
        _redactor = new Redactor(new PseudonymKeys(new byte[32], TimeProvider.System, TimeZoneInfo.Utc, EpochSalts.InMemory()));
        _limits = policy.Limits;
        _request = RecordedRequest.Load(policy, "metaConversionsApi", "meta-capi", "01-default-events.http");
        _silent = new Counted();

        // It hears what is made after it.
        _heard = new Counted();
        _provider = Sdk.CreateMeterProviderBuilder().AddMeter(GatewayMetrics.Meter).AddReader(new PeriodicExportingMetricReader(new Nothing())).AddView(_heard.Choose).Build();
    }

    /// <summary>Ends the reader.</summary>
    [GlobalCleanup]
    public void End() => _provider.Dispose();

    /// <summary>The redaction alone.</summary>
    [Benchmark(Baseline = true, Description = "redaction, nothing counted")]
    public int Redacted() => Redact(trace: null, tally: null);

    /// <summary>Fields, events and stages, and nobody listens.</summary>
    [Benchmark(Description = "and counted; no exporter")]
    public int CountedForNobody() => Count(_silent);

    /// <summary>The same with an exporter.</summary>
    [Benchmark(Description = "and counted; exporter on")]
    public int CountedForAnExporter() => Count(_heard);

    /// <summary>One of the 20 requests a second whose unknown fields are named.</summary>
    [Benchmark(Description = "and looked at for unknown fields")]
    public int LookedAt()
    {
        var trace = new DecisionTrace();
        var sent = Redact(trace, tally: null);
        _silent.Unknown.Add(_request.Request.Destination, trace, client: 1);
        return sent;
    }

    private int Redact(DecisionTrace? trace, FieldTally? tally)
    {
        using var redacted = _redactor.Redact(_request.Request, _request.Grant, _limits, trace, tally);
        return redacted.Body.Length;
    }

    private int Count(Counted accounts)
    {
        var tally = accounts.Fields.Rent();
        using var redacted = _redactor.Redact(_request.Request, _request.Grant, _limits, trace: null, tally);
        var destination = _request.Request.Destination;
        accounts.Events.Add(destination, EventOutcome.Redacted(redacted.Counts, WithheldReason.None));
        accounts.Fields.Add(destination, tally, WithheldReason.None);
        accounts.Fields.Return(tally);
        accounts.Time(destination.Id);
        return redacted.Body.Length;
    }

    private sealed class Counted
    {
        private readonly System.Diagnostics.Metrics.IMeterFactory _meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>();

        public Counted()
        {
            Events = new EventAccounts(_meters);
            Fields = new FieldAccounts(_meters);
            Times = new StageTimes(_meters, TimeProvider.System);
        }

        public EventAccounts Events { get; }

        public FieldAccounts Fields { get; }

        public StageTimes Times { get; }

        public UnknownFields Unknown { get; } = new(TimeProvider.System);

        public MetricStreamConfiguration? Choose(System.Diagnostics.Metrics.Instrument instrument) => instrument.Meter.Scope == _meters ? null : MetricStreamConfiguration.Drop;

        public void Time(string destination)
        {
            if (Times.Begin(destination) is { } clock)
            {
                foreach (var stage in Enum.GetValues<Stage>())
                {
                    clock.Ended(stage);
                }
            }
        }
    }

    private sealed class Nothing : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch) => ExportResult.Success;
    }
}
