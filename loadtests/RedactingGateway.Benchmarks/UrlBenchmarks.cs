using System.Text;
using BenchmarkDotNet.Attributes;
using RedactingGateway.Benchmarks.Engine;
using RedactingGateway.Benchmarks.Measuring;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Redaction.Urls;

namespace RedactingGateway.Benchmarks;

/// <summary>Scrubbing the address of a page, beside the floor: its parts found by their separators and copied.</summary>
[MemoryDiagnoser]
[ThreadTimeJob]
public class UrlBenchmarks : IDisposable
{
    private static readonly Dictionary<string, string> Addresses = new(StringComparer.Ordinal)
    {
        ["path alone, 40 B"] = "https://shop.example.com/schuhe/wandern/",
        ["campaign, 108 B"] = "https://shop.example.com/schuhe/wandern?utm_source=newsletter&utm_medium=email&utm_campaign=herbst&farbe=rot",
        ["with an e-mail address, 200 B"] = "https://shop.example.com/danke?email=ase.hakonsen%2Bsegmentbrowserbatch.url%40example.com&order_id=B-882424&utm_source=newsletter&utm_medium=email&utm_campaign=herbst&utm_term=Speyer&gclid=Cj0KCQtest",
        ["an address in it, 180 B"] = "https://shop.example.com/weiter?utm_source=https%3A%2F%2Fpartner.example%2Fa%2Fb%3Futm_source%3Dx%26name%3DAnna%26utm_campaign%3Dherbst&utm_medium=email&ziel=%2Fkonto%2Fbestellungen",
        ["40 parameters, 1 kB"] = "https://shop.example.com/suche?" + string.Join('&', Enumerable.Range(0, 40).Select(i => $"facette{i}=wert-{i}%2F{i * 7919}")),
    };

    private readonly PooledBuffer _output = new();
    private readonly ScrubUrlTreatment _scrubs = new([new NamePattern("utm_source"), new NamePattern("utm_medium"), new NamePattern("utm_campaign")]);
    private TreatmentContext _context = null!;
    private byte[] _url = [];
    private byte[] _copy = [];

    /// <summary>Names of the addresses.</summary>
    public static IEnumerable<object> Names => Ordered.All(Addresses.Keys);

    /// <summary>The address.</summary>
    [ParamsSource(nameof(Names))]
    public object Address { get; set; } = "";

    /// <summary>Makes what a request brings along.</summary>
    [GlobalSetup]
    public void Load()
    {
        var destination = EnginePolicy.Snapshot.Destinations.Single(d => d.Id == "ga4");
        _context = new TreatmentContext
        {
            Keys = new PseudonymKeys(new byte[32], TimeProvider.System, TimeZoneInfo.Utc, EpochSalts.InMemory()),
            Net = new ContentNetPass { Destination = destination, Grant = destination.AllPurposes },
        };
        _url = Encoding.UTF8.GetBytes(Addresses[Address.ToString()!]);
        _copy = new byte[_url.Length];
    }

    /// <inheritdoc/>
    [GlobalCleanup]
    public void Dispose()
    {
        _context.Dispose();
        _output.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The floor.</summary>
    [Benchmark(Baseline = true, Description = "floor")]
    public int Floor()
    {
        var length = 0;
        foreach (var range in _url.AsSpan().SplitAny("/?&=#"u8))
        {
            var part = _url.AsSpan()[range];
            part.CopyTo(_copy.AsSpan(length));
            length += part.Length;
        }

        return length;
    }

    /// <summary>Only what is named stays of the query.</summary>
    [Benchmark(Description = "scrubUrl")]
    public int Scrub()
    {
        _output.Clear();
        return (int)_scrubs.Apply(_url, _context, _output) + _output.Length;
    }

    /// <summary>All stays but finds.</summary>
    [Benchmark(Description = "keep")]
    public int Keep()
    {
        _output.Clear();
        return (int)UrlScrubbing.Scrub(_url, UrlRules.Keep, _context, _output) + _output.Length;
    }
}
