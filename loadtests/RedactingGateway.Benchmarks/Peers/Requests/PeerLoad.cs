namespace RedactingGateway.Benchmarks.Peers.Requests;

/// <summary>Requests in the order in which they are sent, again and again.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Order">Names of requests.</param>
internal sealed record PeerLoad(string Name, IReadOnlyList<string> Order)
{
    // Of twenty: a shop's pages count with every view, its server sends an event for what matters, and three vendors take batches.
    private static readonly string[] Mixed =
    [
        "hit", "event", "hit", "segment", "hit", "event", "hit", "posthog", "hit", "snowplow",
        "hit", "event", "hit", "event", "hit", "posthog", "hit", "event", "hit", "snowplow",
    ];

    /// <summary>All loads.</summary>
    public static readonly PeerLoad[] All = [new("event", ["event"]), new("hit", ["hit"]), new("mix", Mixed)];
}
