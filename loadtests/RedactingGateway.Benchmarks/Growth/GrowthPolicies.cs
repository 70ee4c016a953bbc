using System.Text;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Benchmarks.Growth;

/// <summary>Policies that grow; expected: a request does not notice.</summary>
internal sealed class GrowthPolicies : IDisposable
{
    // What a destination usually serves at once.
    private const int UsualPurposes = 4;

    private const string Query = "/g/collect?v=2&tid=G-ABCDEF1234&cid=1234567890.1234567890&en=page_view&dl=https%3A%2F%2Fshop.example%2Fa%3Futm_source%3Dn%26x%3D1&sr=1920x1080";

    // 64: the most that a destination may have.
    private static readonly int[] PurposesEach = [1, 4, 16, 64];

    private readonly List<string> _folders = [];
    private readonly Redactor _redactor = new(new PseudonymKeys(new byte[32], TimeProvider.System, TimeZoneInfo.Utc, EpochSalts.InMemory()));

    public IEnumerable<GrowthSeries> Series()
    {
        yield return Grow("destinations, 5 purposes", [(5, 5), (50, 5), (200, 5), (1000, 5)], all: false);
        yield return Grow("purposes, 5 destinations", [(5, 5), (5, 20), (5, 50), (5, 200)], all: false);
        yield return Grow("destinations and purposes", [(5, 5), (50, 20), (200, 100), (1000, 200)], all: false);
        yield return Grow("destinations and purposes, destinations in turns", [(5, 5), (50, 20), (200, 100), (1000, 200)], all: true);
        yield return new GrowthSeries("purposes of the destination", IsFlat: true, [.. PurposesEach.Select(count => new GrowthStep($"{count}", count, Hit(Load(5, Math.Max(5, count), count), all: false)))]);
    }

    public void Dispose() => _folders.ForEach(static folder => Directory.Delete(folder, recursive: true));

    private GrowthSeries Grow(string what, (int Destinations, int Purposes)[] sizes, bool all) => new(
        what,
        IsFlat: true,
        [.. sizes.Select(size => new GrowthStep($"{size.Destinations} / {size.Purposes}", size.Destinations + size.Purposes, Hit(Load(size.Destinations, size.Purposes, UsualPurposes), all)))]);

    private PolicySnapshot Load(int destinations, int purposes, int purposesEach)
    {
        _folders.Add(LargePolicy.Write(destinations, purposes, purposesEach));
        var loaded = PolicyLoader.Load(_folders[^1]);
        return loaded.Snapshot ?? throw new InvalidOperationException(string.Join('\n', loaded.Diagnostics));
    }

    // Its destination found and the hit redacted: the last of the destinations that speak GA4, or one after the other.
    private Func<int> Hit(PolicySnapshot policy, bool all)
    {
        var targets = policy.Destinations.Where(d => d.Protocol == "googleAnalytics4").Select(d => Encoding.UTF8.GetBytes(d.Path + Query)).ToArray();
        var next = targets.Length - 1;
        return () =>
        {
            var target = targets[next];
            next = all ? (next + 1) % targets.Length : next;
            var destination = policy.FindDestination(target)!;
            var request = new ReceivedRequest
            {
                Destination = destination,
                Endpoint = PolicySnapshot.FindEndpoint(destination, "GET", "/g/collect"u8)!,
                Target = target.AsMemory(destination.Path.Length),
                Headers = [],
            };
            using var result = _redactor.Redact(request, destination.AllPurposes, policy.Limits);
            return result.Withheld == WithheldReason.None ? result.Target.Length : throw new InvalidOperationException($"The hit was withheld: {result.Withheld}.");
        };
    }
}
