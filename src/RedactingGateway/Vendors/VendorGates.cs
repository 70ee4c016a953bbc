using System.Collections.Concurrent;
using System.Collections.Immutable;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Vendors;

/// <summary>The gate of each host of each destination. A policy that leaves a host's limit as it was leaves its circuit as it is.</summary>
internal sealed class VendorGates(TimeProvider time, ILogger<VendorGate> logger) : IDisposable
{
    private readonly ConcurrentDictionary<(string Destination, string Host), VendorGate> _gates = new();

    /// <summary>The gate before a host.</summary>
    public VendorGate Of(CompiledDestination destination, string host)
    {
        var concurrency = destination.Reached[host].Concurrency;
        var gate = _gates.GetOrAdd((destination.Id, host), static (key, made) => made.Gates.Make(key, made.concurrency), (Gates: this, concurrency));

        // Requests under way keep the old gate until they end.
        return gate.Concurrency == concurrency ? gate : _gates.AddOrUpdate(
            (destination.Id, host),
            static (key, made) => made.Gates.Make(key, made.concurrency),
            static (key, known, made) => known.Concurrency == made.concurrency ? known : made.Gates.Make(key, made.concurrency),
            (Gates: this, concurrency));
    }

    /// <summary>All gates of a policy, in its order.</summary>
    public ImmutableArray<VendorGateState> Read(PolicySnapshot policy) =>
        [.. policy.Destinations.SelectMany(static d => d.Reached.Keys, Of).Select(static gate => gate.Read())];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var gate in _gates.Values)
        {
            gate.Dispose();
        }
    }

    private VendorGate Make((string Destination, string Host) key, int concurrency) => new(key.Destination, key.Host, concurrency, time, logger);
}
