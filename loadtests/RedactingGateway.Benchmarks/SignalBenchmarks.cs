using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Benchmarks;

/// <summary>What it costs per request to read the choice cookie and to compute the grant, beside the floor: one HMAC over the same text.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class SignalBenchmarks
{
    private readonly byte[] _key = new byte[HMACSHA256.HashSizeInBytes];
    private readonly byte[] _mac = new byte[HMACSHA256.HashSizeInBytes];
    private CompiledDestination _destination = null!;
    private ChoiceCookie _cookie = null!;
    private ReadOnlyMemory<char> _accepted;
    private ReadOnlyMemory<char> _refused;
    private byte[] _bytes = [];

    [GlobalSetup]
    public void Setup()
    {
        var policy = PolicyLoader.Load(Path.Combine(RecordedRequest.Root(), "config")).Snapshot!;
        _destination = policy.Destinations.Single(d => d.Id == "ga4");
        _cookie = new ChoiceCookie(new RootSecrets(new byte[32]), TimeProvider.System);
        var all = policy.Purposes.Select(p => KeyValuePair.Create(p.Id, (string?)p.Scope));
        _accepted = _cookie.WriteAcceptance(all, [], BrowserSignals.None, Guid.NewGuid()).AsMemory();
        _refused = _cookie.WriteRefusal().AsMemory();
        _bytes = Encoding.ASCII.GetBytes(_accepted.ToString());
    }

    [Benchmark(Baseline = true, Description = "floor: one HMAC over the cookie")]
    public int Floor() => HMACSHA256.HashData(_key, _bytes, _mac);

    [Benchmark(Description = "acceptance: read, then the grant")]
    public ulong Accepted() => Decide(_cookie.Read(_accepted));

    [Benchmark(Description = "refusal: read, then the grant")]
    public ulong Refused() => Decide(_cookie.Read(_refused));

    [Benchmark(Description = "no cookie: the grant")]
    public ulong None() => Decide(StoredChoice.None);

    private ulong Decide(StoredChoice choice) => Grant.Decide(_destination, new VisitorSignals { Choice = choice }).Purposes;
}
