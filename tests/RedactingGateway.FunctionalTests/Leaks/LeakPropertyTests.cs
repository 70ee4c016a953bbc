using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using CsCheck;
using RedactingGateway.FunctionalTests.Vendors;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Leaks;

/// <summary>
/// A marker of a category that no purpose allows, at a random place of a random request of every protocol, in a random nesting:
/// it does not leave in any spelling. <c>RGW_CASES</c> sets how many, <c>RGW_SEED</c> which.
/// </summary>
public sealed class LeakPropertyTests(LeakPropertyTests.Fixture fixture, ITestOutputHelper output) : IClassFixture<LeakPropertyTests.Fixture>
{
    private const int ChoicesOfOneCase = 64;
    private const int Cases = 2_000;

    // The short run is the same for everybody, so that it fails for who broke something; the long one draws its own.
    private const string Seed = "0000Zl3Y5xt1";

    private static readonly Gen<int[]> Tapes = Gen.Int[0, int.MaxValue].Array[ChoicesOfOneCase];

    [Fact]
    public void Redact_MarkerAnywhere_NeverLeaves()
    {
        var cases = int.Parse(Environment.GetEnvironmentVariable("RGW_CASES") ?? $"{Cases}", CultureInfo.InvariantCulture);
        var seed = Environment.GetEnvironmentVariable("RGW_SEED") is { Length: > 0 } given ? given : Seed;
        output.WriteLine($"{cases} cases, RGW_SEED={seed}");
        Console.WriteLine($"Leak property: {cases} cases, RGW_SEED={seed}");
        var (left, arrived) = (0, 0);
        var leftBy = new ConcurrentDictionary<string, int>();

        Tapes.Sample(
            choices =>
            {
                var one = LeakCase.From(choices);
                var result = fixture.Bench.Redact(one.Base.Sdk, one.Request);
                if (result.Left is not { } request)
                {
                    return;
                }

                Interlocked.Increment(ref left);
                leftBy.AddOrUpdate(one.Base.Sdk.Protocol, 1, (_, count) => count + 1);
                Interlocked.Add(ref arrived, request.Body.Length + request.Target.Length);
                var hits = new LeakSearch([one.Marker.Planted]).In(request);
                Assert.True(hits.Count == 0, Describe(one, request, hits));
            },
            seed: seed,
            iter: cases);

        // Where everything is withheld nothing leaks, and nothing is proven.
        Assert.DoesNotContain(LeakBase.All, vendor => !leftBy.ContainsKey(vendor[0].Sdk.Protocol));
        Assert.InRange(left, cases * 6 / 10, cases * 2);
        Assert.True(arrived / left > 200, $"{arrived} bytes left in {left} requests");
    }

    private static string Describe(LeakCase one, WireRequest request, IReadOnlyList<LeakHit> hits) =>
        $"{one.Base}: {string.Join("; ", hits.Take(4))}\nsent: {one.Request.Target}\n{Encoding.UTF8.GetString(OuterLayer.Undo(one.Request.Body))}\nleft: {request.Target}\n{Encoding.UTF8.GetString(OuterLayer.Undo(request.Body))}";

    public sealed class Fixture : IDisposable
    {
        private readonly VendorPolicy _policy = VendorPolicy.AudienceMeasurement();

        public Fixture() => Bench = new VendorBench(_policy);

        internal VendorBench Bench { get; }

        public void Dispose() => _policy.Dispose();
    }
}
