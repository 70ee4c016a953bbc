using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Benchmarks.Engine;

/// <summary>A request, where it goes, and its floor.</summary>
/// <param name="Name">As the table calls it.</param>
/// <param name="Recorded">The request.</param>
/// <param name="Limits">Limits of its policy.</param>
/// <param name="Floor">Picks the floor.</param>
internal sealed record EngineCase(string Name, RecordedRequest Recorded, GatewayLimits Limits, Func<EngineFloor, FloorPass> Floor)
{
    // 1 MB, the largest body that vendors' own limits speak of (Amplitude); the gateway takes 2 MiB.
    private const int LargeBytes = 1_000_000;

    // It has 34,000 values, the most that the shipped policy looks at are 20,000.
    private const int LargeFields = 50_000;

    /// <summary>The recorded requests of the table.</summary>
    public static IReadOnlyList<EngineCase> All { get; } = Make(EnginePolicy.Snapshot);

    /// <summary>Redacts all of them, so that the compiler sees the mix and not one protocol.</summary>
    public static void RunAll(Redactor redactor)
    {
        foreach (var one in All)
        {
            one.Redact(redactor);
        }
    }

    public override string ToString() => Name;

    private static EngineCase[] Make(PolicySnapshot policy)
    {
        EngineCase Of(string name, string destination, string sdk, string file, Func<EngineFloor, FloorPass> floor) =>
            new(name, RecordedRequest.Load(policy, destination, sdk, file), policy.Limits, floor);

        var segment = Of("Segment batch, 12 kB JSON", "segment", "segment-browser", "24-batch-b.http", _ => EngineFloor.Json);
        return
        [
            Of("GA4 hit, query", "ga4", "ga4-gtag", "01-default-collect.http", f => f.Query),
            Of("GA4 batch of 3, query and lines", "ga4", "ga4-gtag", "02-default-collect.http", f => f.QueryAndLines),
            Of("Meta pixel GET, query", "metaPixel", "meta-pixel", "02-get-tr.http", f => f.Query),
            Of("Meta pixel POST, multipart", "metaPixel", "meta-pixel", "06-post-tr.http", f => f.Multipart),
            Of("Meta Conversions API event, 1.6 kB JSON", "metaConversionsApi", "meta-capi", "01-default-events.http", _ => EngineFloor.Json),
            Of("Meta Conversions API batch of 3, 4.2 kB JSON", "metaConversionsApi", "meta-capi", "02-default-events.http", _ => EngineFloor.Json),
            segment,
            Of("PostHog batch, 3 kB gzip of 41 kB JSON", "postHog", "posthog-js", "06-gzip-e.http", f => f.Gzip),
            Of("Snowplow batch, 15 kB JSON with base64 of JSON", "snowplow", "snowplow-browser", "14-post-b64-tp2.http", f => f.Base64InJson),
            Of("Sentry envelope with an error, 4 kB", "sentry", "sentry-browser", "04-errors-envelope.http", _ => EngineFloor.JsonLines),
            segment with
            {
                Name = "Segment batch, 1 MB JSON",
                Limits = policy.Limits with { Fields = LargeFields },
                Recorded = segment.Recorded.WithBody(JsonBatch.Repeat(segment.Recorded.Request.Body.Span, "batch", LargeBytes)),
            },
            KeptEvent.Case(),
        ];
    }

    /// <summary>Redacts it; what is withheld would be fast.</summary>
    public int Redact(Redactor redactor)
    {
        using var result = redactor.Redact(Recorded.Request, Recorded.Grant, Limits);
        return result.Withheld == WithheldReason.None
            ? result.Target.Length + result.Body.Length
            : throw new InvalidOperationException($"{Name}: the request was withheld: {result.Withheld}.");
    }
}
