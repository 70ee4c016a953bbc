using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;
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
    private Redactor _redactor = null!;
    private SubjectKeys _subjects = null!;
    private GatewayLimits _limits = null!;
    private RecordedRequest _metaEvent = null!;
    private RecordedRequest _ga4Hit = null!;

    [GlobalSetup]
    public void Setup()
    {
        var policy = PolicyLoader.Load(Path.Combine(RecordedRequest.Root(), "config")).Snapshot!;
        _destination = policy.Destinations.Single(d => d.Id == "ga4");
        _cookie = new ChoiceCookie(new RootSecrets(new byte[32]), TimeProvider.System);
        var all = policy.Purposes.Select(p => KeyValuePair.Create(p.Id, (string?)p.Scope));
        _accepted = _cookie.WriteAcceptance(all, [], BrowserSignals.None, Guid.NewGuid()).AsMemory();
        _refused = _cookie.WriteRefusal().AsMemory();
        _redactor = new Redactor(new PseudonymKeys(new byte[32], TimeProvider.System, TimeZoneInfo.Utc, EpochSalts.InMemory()));
        _subjects = new SubjectKeys(new RootSecrets(new byte[32]));
        _limits = policy.Limits;
        _metaEvent = RecordedRequest.Load(policy, "metaConversionsApi", "meta-capi", "01-default-events.http");
        _ga4Hit = RecordedRequest.Load(policy, "ga4", "ga4-gtag", "01-default-collect.http");
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

    [Benchmark(Description = "Meta event: signals, nobody objected")]
    public PayloadSignals? MetaSignals() => _redactor.ReadSignals(_metaEvent.Request, _limits, subjects: null);

    [Benchmark(Description = "Meta event: signals and subjects")]
    public PayloadSignals? MetaSubjects() => _redactor.ReadSignals(_metaEvent.Request, _limits, _subjects);

    [Benchmark(Description = "GA4 hit: signals, nobody objected")]
    public PayloadSignals? Ga4Signals() => _redactor.ReadSignals(_ga4Hit.Request, _limits, subjects: null);

    [Benchmark(Description = "GA4 hit: signals and subjects")]
    public PayloadSignals? Ga4Subjects() => _redactor.ReadSignals(_ga4Hit.Request, _limits, _subjects);

    private ulong Decide(StoredChoice choice) => Grant.Decide(_destination, new VisitorSignals { Choice = choice }).Purposes;
}
