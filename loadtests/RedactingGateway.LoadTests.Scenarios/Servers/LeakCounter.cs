using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading.Channels;
using RedactingGateway.FunctionalTests.Vendors;
using RedactingGateway.FunctionalTests.Wire;
using RedactingGateway.LoadTests.Scenarios.Options;

namespace RedactingGateway.LoadTests.Scenarios.Servers;

/// <summary>Searches every request for planted values of everybody in the recordings that no purpose of the load tests' policy allows.</summary>
/// <remarks>
/// One task of its own searches what waits in a queue, so that the sink does not look like a slow vendor. Everybody's values, not
/// only those of the request's own visitor: under load one visitor's could slip into another's request.
/// </remarks>
internal sealed class LeakCounter : IAsyncDisposable
{
    // A search takes milliseconds, and most requests under load are equal to one before. More than these are searched each time.
    private const int MostRemembered = 100_000;

    // At a few KB each tens of MB. What finds no room is counted as not searched, and fails the run.
    private const int MostWaiting = 10_000;

    private readonly LeakSearch _search;
    private readonly Channel<Action> _queue = Channel.CreateBounded<Action>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly Task _searching;
    private readonly ConcurrentDictionary<Int128, Arrival> _known = new();
    private readonly ConcurrentQueue<Arrival> _leaking = new();
    private readonly ConcurrentDictionary<string, int> _places = new(StringComparer.Ordinal);
    private int _remembered;
    private long _requests;
    private long _unchecked;

    public LeakCounter(IEnumerable<PlantedPerson> persons)
    {
        _search = new LeakSearch(persons.SelectMany(person => person.Values).Where(IsTelling).DistinctBy(value => value.Value));
        _searching = Task.Run(SearchAllAsync);
    }

    /// <summary>Takes a request that arrived; it is searched later.</summary>
    public void Take(WireRequest request)
    {
        Interlocked.Increment(ref _requests);
        var hash = SHA256.HashData(request.ToBytes());
        var key = new Int128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash, sizeof(ulong)));
        var arrival = new Arrival();
        var known = Volatile.Read(ref _remembered) < MostRemembered ? _known.GetOrAdd(key, arrival) : _known.GetValueOrDefault(key, arrival);
        known.Again();
        if (known == arrival)
        {
            Interlocked.Increment(ref _remembered);
            if (!_queue.Writer.TryWrite(() => Search(request, arrival)))
            {
                _known.TryRemove(key, out _);
                Interlocked.Increment(ref _unchecked);
            }
        }
    }

    /// <summary>Waits until everything that arrived before is searched.</summary>
    public async Task<LeakCount> CountAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _queue.Writer.WriteAsync(done.SetResult);

        // A search that ended by an error never comes to it.
        await await Task.WhenAny(done.Task, _searching);
        return new LeakCount(Interlocked.Read(ref _requests), _leaking.Sum(arrival => arrival.Leaks), Interlocked.Read(ref _unchecked), [.. _places.Keys.Order(StringComparer.Ordinal)]);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _searching;
    }

    private async Task SearchAllAsync()
    {
        await foreach (var search in _queue.Reader.ReadAllAsync())
        {
            search();
        }
    }

    private void Search(WireRequest request, Arrival arrival)
    {
        try
        {
            var sdk = Sdk(request.Target);
            var hits = _search.In(request).Where(hit => !ExpectedArrivals.MayArrive(sdk, hit)).ToList();
            foreach (var hit in hits)
            {
                _places[$"{hit.Planted.Category} at {hit.Where} of {sdk}"] = 1;
            }

            if (hits.Count > 0)
            {
                arrival.Hits = hits.Count;
                _leaking.Enqueue(arrival);
            }
        }
        catch (Exception e) when (e is NotSupportedException or InvalidDataException)
        {
            Interlocked.Increment(ref _unchecked);
        }
        finally
        {
            _search.Forget();
        }
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

    /// <summary>A request, and those equal to it.</summary>
    private sealed class Arrival
    {
        private long _times;

        public int Hits { get; set; }

        public long Leaks => Interlocked.Read(ref _times) * Hits;

        public void Again() => Interlocked.Increment(ref _times);
    }
}
