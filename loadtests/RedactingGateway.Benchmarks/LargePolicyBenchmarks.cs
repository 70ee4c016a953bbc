using System.Text;
using BenchmarkDotNet.Attributes;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Benchmarks;

/// <summary>What the size of a policy costs: checking it, and a request under it, which should not notice.</summary>
[MemoryDiagnoser]
[InProcess]
public class LargePolicyBenchmarks
{
    private const int Purposes = 200;

    private string _folder = "";
    private PolicySnapshot _policy = null!;
    private Redactor _redactor = null!;
    private byte[] _target = [];

    /// <summary>Destinations of the policy.</summary>
    [Params(5, 500)]
    public int Destinations { get; set; }

    /// <summary>Writes and loads the policy.</summary>
    [GlobalSetup]
    public void Load()
    {
        _folder = LargePolicy.Write(Destinations, Math.Min(Purposes, Destinations));
        var loaded = PolicyLoader.Load(_folder);
        _policy = loaded.Snapshot ?? throw new InvalidOperationException(string.Join('\n', loaded.Diagnostics));
        _redactor = new Redactor(new PseudonymKeys(new byte[32], TimeProvider.System, TimeZoneInfo.Utc, EpochSalts.InMemory()));

        // The last destination that speaks GA4: 3 for 5, 498 for 500.
        var last = _policy.Destinations.Last(d => d.Protocol == "googleAnalytics4");
        _target = Encoding.UTF8.GetBytes($"{last.Path}/g/collect?v=2&tid=G-ABCDEF1234&cid=1234567890.1234567890&en=page_view&dl=https%3A%2F%2Fshop.example%2Fa%3Futm_source%3Dn%26x%3D1&sr=1920x1080");
    }

    /// <summary>Removes the policy.</summary>
    [GlobalCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    /// <summary>Parse, bind, check, compile: what <c>check</c> does.</summary>
    [Benchmark(Description = "check")]
    public int Check() => PolicyLoader.Load(_folder).Diagnostics.Length;

    /// <summary>Find the destination and redact a GA4 hit.</summary>
    [Benchmark(Description = "request: find and redact a GA4 hit")]
    public int Request()
    {
        var destination = _policy.FindDestination(_target)!;
        var below = _target.AsMemory(destination.Path.Length);
        var request = new ReceivedRequest
        {
            Destination = destination,
            Endpoint = PolicySnapshot.FindEndpoint(destination, "GET", "/g/collect"u8)!,
            Target = below,
            Headers = [],
        };
        using var result = _redactor.Redact(request, destination.AllPurposes, _policy.Limits);
        return result.Withheld == WithheldReason.None ? result.Target.Length : throw new InvalidOperationException($"The hit was withheld: {result.Withheld}.");
    }
}
