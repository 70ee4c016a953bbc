using System.Collections.Immutable;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Telemetry;

/// <summary>Names of fields that the policy says nothing of, for its author; in this node's memory, bounded, none that looks like somebody's, and none of a few people only.</summary>
/// <remarks>Addresses are written down for a few requests a second: names repeat, and every request pays only for what it counts.</remarks>
internal sealed class UnknownFields(TimeProvider time)
{
    // 20 requests a second are looked at: each costs some 10 µs and 17 KB (TelemetryBenchmarks).
    private const int MaxRequestsPerSecond = 20;

    // 300 names: a list that somebody works through. Rare names make room first, so that a flood of made-up ones leaves the frequent ones alone.
    private const int MaxNames = 300;

    // 50 names of one request.
    private const int MaxPerRequest = 50;

    // 5 requests of 3 clients: a page sends a name for everybody, and what one visitor's browser or form put in its place stays with that visitor.
    private const int MinRequests = 5;
    private const int MinClients = 3;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Destination, string Address), Entry> _names = [];
    private readonly Dictionary<string, Looked> _looked = new(StringComparer.Ordinal);
    private readonly PerSecond _some = new(time, MaxRequestsPerSecond);

    /// <summary>Whether the next request is to be looked at.</summary>
    public bool WantsOne() => _some.Take();

    /// <summary>Adds the fields of a request that was looked at.</summary>
    /// <param name="destination">Where it went.</param>
    /// <param name="trace">What was decided.</param>
    /// <param name="client">Its client's bucket, a hash under a key of this process.</param>
    public void Add(CompiledDestination destination, DecisionTrace trace, int client)
    {
        HashSet<(string, WithheldReason)> addresses = [];
        var hidden = 0;
        foreach (var decision in trace.Decisions)
        {
            if (decision.Reason is not (WithheldReason.UnknownField or WithheldReason.Uncategorised) || decision.Outcome != FieldOutcome.Dropped || UnknownAddress.IsCarried(decision.Address))
            {
                continue;
            }

            if (UnknownAddress.Show(decision.Address) is { } address)
            {
                if (addresses.Count < MaxPerRequest)
                {
                    addresses.Add((address, decision.Reason));
                }
            }
            else
            {
                hidden++;
            }
        }

        lock (_lock)
        {
            var looked = _looked.GetValueOrDefault(destination.Id);
            _looked[destination.Id] = new Looked(looked.Requests + 1, looked.Hidden + hidden);
            foreach (var (address, reason) in addresses)
            {
                Count(destination.Id, address, reason, client);
            }
        }
    }

    /// <summary>What is known: by destination, the most frequent first.</summary>
    public UnknownFieldsPage Read()
    {
        lock (_lock)
        {
            return new UnknownFieldsPage(
            [
                .. _looked.OrderBy(static l => l.Key, StringComparer.Ordinal).Select(l => new UnknownFieldsOf(
                    l.Key,
                    l.Value.Requests,
                    l.Value.Hidden,
                    _names.Count(n => n.Key.Destination == l.Key && !n.Value.IsShown),
                    [
                        .. _names.Where(n => n.Key.Destination == l.Key && n.Value.IsShown).OrderByDescending(static n => n.Value.Count).ThenBy(static n => n.Key.Address, StringComparer.Ordinal)
                            .Select(static n => new UnknownField(n.Key.Address, n.Value.Count, n.Value.LastSeen, n.Value.Reason.Code())),
                    ])),
            ]);
        }
    }

    private void Count(string destination, string address, WithheldReason reason, int client)
    {
        var key = (destination, address);
        if (!_names.TryGetValue(key, out var entry))
        {
            if (_names.Count >= MaxNames)
            {
                _names.Remove(_names.MinBy(static n => (n.Value.Count, n.Value.LastSeen)).Key);
            }

            _names[key] = entry = new Entry();
        }

        entry.Add(client);
        entry.LastSeen = time.GetUtcNow();
        entry.Reason = reason;
    }

    private readonly record struct Looked(long Requests, long Hidden);

    private sealed class Entry
    {
        // At most 3: more is not asked, and nothing of them is kept where the name is shown.
        private List<int>? _clients = [];

        public long Count { get; private set; }

        public bool IsShown => _clients is null;

        public DateTimeOffset LastSeen { get; set; }

        public WithheldReason Reason { get; set; }

        public void Add(int client)
        {
            Count++;
            if (_clients is { Count: < MinClients } && !_clients.Contains(client))
            {
                _clients.Add(client);
            }

            if (Count >= MinRequests && _clients is { Count: MinClients })
            {
                _clients = null;
            }
        }
    }
}

/// <summary>Unknown fields, as <c>GET /unknown-fields</c> shows them.</summary>
/// <param name="Destinations">By destination.</param>
internal sealed record UnknownFieldsPage(ImmutableArray<UnknownFieldsOf> Destinations);

/// <summary>Unknown fields of a destination.</summary>
/// <param name="Destination">Its key.</param>
/// <param name="Requests">Requests that were looked at.</param>
/// <param name="NotShown">Fields whose names are not shown: they look like somebody's, or are no names.</param>
/// <param name="TooRare">Names that are not shown yet: they came in less than five requests, or from less than three clients.</param>
/// <param name="Fields">The fields.</param>
internal sealed record UnknownFieldsOf(string Destination, long Requests, long NotShown, int TooRare, ImmutableArray<UnknownField> Fields);

/// <summary>An unknown field.</summary>
/// <param name="Field">Its address, <c>#</c> for digits.</param>
/// <param name="Count">Requests that had it, among those that were looked at.</param>
/// <param name="LastSeen">When it was there last.</param>
/// <param name="Reason"><c>unknownField</c>, or <c>uncategorised</c>: the dictionary knows it and leaves its meaning to the policy.</param>
internal sealed record UnknownField(string Field, long Count, DateTimeOffset LastSeen, string Reason);
