using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.LoadTests.Scenarios.Traffic;

/// <summary>Recorded requests in the proportions in which a shop's visitors send them.</summary>
internal sealed class TrafficMix
{
    // Of 100 requests. GA4 stands on most sites and Meta's pixel on many; the others share the rest, so that every encoding has its
    // part: JSON, forms, lines, gzip, base64, JSON in parameters, envelopes, multipart, a server's events.
    private static readonly (string Sdk, int Share)[] Shares =
    [
        ("ga4-gtag", 40), ("meta-pixel", 15), ("matomo-js", 8), ("segment-browser", 6), ("sentry-browser", 6), ("posthog-js", 5), ("mixpanel-browser", 4),
        ("amplitude-browser", 4), ("plausible-tracker", 4), ("snowplow-browser", 3), ("datadog-rum", 2), ("umami-script", 2), ("meta-capi", 1),
    ];

    // The golden ratio's fraction: its multiples spread evenly, and a number always gives the same request.
    private const double Spread = 0.618033988749895;

    private readonly Dictionary<string, IReadOnlyList<Recording>> _recordings;

    private TrafficMix(Dictionary<string, IReadOnlyList<Recording>> recordings) => _recordings = recordings;

    /// <summary>Everybody whose data is in the recordings.</summary>
    public IEnumerable<PlantedPerson> Persons => _recordings.Values.SelectMany(all => all).Select(recording => recording.Person).DistinctBy(person => person.Name);

    /// <summary>Every recording once.</summary>
    public IEnumerable<Recording> All => _recordings.Values.SelectMany(all => all);

    public static TrafficMix Load() => new(Shares.ToDictionary(
        share => share.Sdk,
        // The gateway answers preflights itself.
        share => (IReadOnlyList<Recording>)[.. Recording.All(share.Sdk).Where(recording => recording.Method != "OPTIONS")],
        StringComparer.Ordinal));

    /// <summary>The request of a number.</summary>
    public Recording Pick(long number)
    {
        var place = (int)(number * Spread % 1 * Shares.Sum(share => share.Share));
        foreach (var (sdk, share) in Shares)
        {
            if (place < share)
            {
                return Of(sdk, number);
            }

            place -= share;
        }

        throw new InvalidOperationException("A place is below the sum of all shares.");
    }

    /// <summary>A request of one SDK.</summary>
    public Recording Of(string sdk, long number) => _recordings[sdk][(int)(number % _recordings[sdk].Count)];
}
