namespace RedactingGateway.Benchmarks.Peers.Requests;

/// <summary>Requests in the order in which they are sent, again and again.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Title">What it is, for people.</param>
/// <param name="Order">Names of requests.</param>
internal sealed record PeerLoad(string Name, string Title, IReadOnlyList<string> Order)
{
    // Of twenty: a shop's pages count with every view, its server sends an event for what matters, and three vendors take batches.
    private static readonly string[] Mixed =
    [
        "hit", "event", "hit", "segment", "hit", "event", "hit", "posthog", "hit", "snowplow",
        "hit", "event", "hit", "event", "hit", "posthog", "hit", "event", "hit", "snowplow",
    ];

    /// <summary>All loads.</summary>
    public static readonly PeerLoad[] All =
    [
        new("event", "an event of Meta's Conversions API, POST, 1.6 kB of JSON", ["event"]),
        new("hit", "a GA4 hit, GET, 1 kB of query", ["hit"]),
        new("mix", "a mix: of 20 requests 10 hits, 5 events, 2 PostHog batches (gzip), 2 of Snowplow (JSON in base64 in JSON), 1 Segment batch of 12 kB", Mixed),
    ];
}
