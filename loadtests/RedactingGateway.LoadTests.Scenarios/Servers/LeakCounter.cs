using System.Collections.Concurrent;
using System.Security.Cryptography;
using RedactingGateway.FunctionalTests.Vendors;
using RedactingGateway.FunctionalTests.Wire;
using RedactingGateway.LoadTests.Scenarios.Options;

namespace RedactingGateway.LoadTests.Scenarios.Servers;

/// <summary>Searches every request for planted values that no purpose of the load tests' policy allows.</summary>
internal sealed class LeakCounter(IEnumerable<PlantedPerson> persons)
{
    // A search takes milliseconds, and most requests under load are equal to one before. More than these are searched each time.
    private const int MostRemembered = 100_000;

    private readonly PlantedValue[] _planted = [.. persons.SelectMany(person => person.Values).Where(IsTelling).DistinctBy(value => value.Value)];
    private readonly ConcurrentDictionary<Int128, int> _known = new();
    private readonly ConcurrentDictionary<string, int> _places = new(StringComparer.Ordinal);
    private long _requests;
    private long _leaks;
    private long _unchecked;

    public LeakCount Count => new(Interlocked.Read(ref _requests), Interlocked.Read(ref _leaks), Interlocked.Read(ref _unchecked), [.. _places.Keys.Order(StringComparer.Ordinal)]);

    /// <summary>Searches a request that arrived.</summary>
    public void Check(WireRequest request)
    {
        try
        {
            var hash = SHA256.HashData(request.ToBytes());
            var key = new Int128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash, sizeof(ulong)));
            if (!_known.TryGetValue(key, out var leaks))
            {
                leaks = Search(request);
                if (_known.Count < MostRemembered)
                {
                    _known[key] = leaks;
                }
            }

            Interlocked.Add(ref _leaks, leaks);
            Interlocked.Increment(ref _requests);
        }
        catch (Exception e) when (e is NotSupportedException or InvalidDataException)
        {
            Interlocked.Increment(ref _unchecked);
        }
    }

    private int Search(WireRequest request)
    {
        // The search remembers what it has seen, so each request has one of its own.
        var sdk = Sdk(request.Target);
        var hits = new LeakSearch(_planted).In(request).Where(hit => !ExpectedArrivals.MayArrive(sdk, hit)).ToList();
        foreach (var hit in hits)
        {
            _places[$"{hit.Planted.Category} at {hit.Where} of {sdk}"] = 1;
        }

        return hits.Count;
    }

    // Towns, genders, postcodes and years stand in many requests of other people: all recordings' persons are looked for at once here.
    private static bool IsTelling(PlantedValue value) => value.Category is not ("city" or "gender" or "zip" or "birthday");

    /// <summary>The SDK by the vendor's path: some may send what others may not.</summary>
    private static string Sdk(string target) => target.Split('?')[0] switch
    {
        "/tr" or "/tr/" => "meta-pixel",
        var path when path.EndsWith("/events", StringComparison.Ordinal) && path.StartsWith("/v", StringComparison.Ordinal) => "meta-capi",
        var path when path.EndsWith("matomo.php", StringComparison.Ordinal) || path.EndsWith("piwik.php", StringComparison.Ordinal) => "matomo-js",
        var path => path,
    };
}
