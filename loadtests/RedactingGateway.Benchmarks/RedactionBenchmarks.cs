using System.Text.Json;
using BenchmarkDotNet.Attributes;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Benchmarks;

/// <summary>Decode + decide + copy of recorded requests under the shipped policy, beside the floor: a bare JSON reader pass.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class RedactionBenchmarks
{
    private Redactor _redactor = null!;
    private GatewayLimits _limits = null!;
    private RecordedRequest _metaEvent = null!;
    private RecordedRequest _metaBatch = null!;
    private RecordedRequest _metaPixel = null!;
    private RecordedRequest _metaMultipart = null!;
    private RecordedRequest _ga4Hit = null!;
    private RecordedRequest _ga4Batch = null!;

    /// <summary>Loads the shipped policy and the recordings.</summary>
    [GlobalSetup]
    public void Load()
    {
        var loaded = PolicyLoader.Load(Path.Combine(RecordedRequest.Root(), "config"));
        var policy = loaded.Snapshot ?? throw new InvalidOperationException(string.Join('\n', loaded.Diagnostics));
        _redactor = new Redactor(new PseudonymKeys(new byte[32], TimeProvider.System, TimeZoneInfo.Utc, EpochSalts.InMemory()));
        _limits = policy.Limits;
        _metaEvent = RecordedRequest.Load(policy, "metaConversionsApi", "meta-capi", "01-default-events.http");
        _metaBatch = RecordedRequest.Load(policy, "metaConversionsApi", "meta-capi", "02-default-events.http");
        _metaPixel = RecordedRequest.Load(policy, "metaPixel", "meta-pixel", "02-get-tr.http");
        _metaMultipart = RecordedRequest.Load(policy, "metaPixel", "meta-pixel", "06-post-tr.http");
        _ga4Hit = RecordedRequest.Load(policy, "ga4", "ga4-gtag", "01-default-collect.http");
        _ga4Batch = RecordedRequest.Load(policy, "ga4", "ga4-gtag", "02-default-collect.http");
    }

    /// <summary>The floor: tokens of the 1.6 kB Meta event, nothing else.</summary>
    [Benchmark(Baseline = true, Description = "floor: Utf8JsonReader over the Meta event")]
    public int BareReader() => Read(_metaEvent);

    /// <summary>The floor of the batch.</summary>
    [Benchmark(Description = "floor: Utf8JsonReader over the Meta batch")]
    public int BareReaderBatch() => Read(_metaBatch);

    /// <summary>Conversions API, one event.</summary>
    [Benchmark(Description = "Meta Conversions API event, 1.6 kB JSON")]
    public int MetaEvent() => Redact(_metaEvent);

    /// <summary>Conversions API, three events.</summary>
    [Benchmark(Description = "Meta Conversions API batch, 4.2 kB JSON")]
    public int MetaBatch() => Redact(_metaBatch);

    /// <summary>Pixel, everything in the query.</summary>
    [Benchmark(Description = "Meta pixel GET, query")]
    public int MetaPixel() => Redact(_metaPixel);

    /// <summary>Pixel, multipart.</summary>
    [Benchmark(Description = "Meta pixel POST, multipart")]
    public int MetaMultipart() => Redact(_metaMultipart);

    /// <summary>GA4, one hit in the query.</summary>
    [Benchmark(Description = "GA4 hit, query")]
    public int Ga4Hit() => Redact(_ga4Hit);

    /// <summary>GA4, three hits in lines.</summary>
    [Benchmark(Description = "GA4 batch, query and lines")]
    public int Ga4Batch() => Redact(_ga4Batch);

    private static int Read(RecordedRequest recorded)
    {
        var reader = new Utf8JsonReader(recorded.Request.Body.Span);
        var tokens = 0;
        while (reader.Read())
        {
            tokens++;
        }

        return tokens;
    }

    private int Redact(RecordedRequest recorded)
    {
        using var result = _redactor.Redact(recorded.Request, recorded.Grant, _limits);
        return result.Withheld == WithheldReason.None
            ? result.Target.Length + result.Body.Length
            : throw new InvalidOperationException($"The recording was withheld: {result.Withheld}.");
    }
}
