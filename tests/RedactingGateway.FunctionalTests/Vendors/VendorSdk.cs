using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>A set of recordings and the dictionary that describes them.</summary>
/// <param name="Name">Folder below <c>tests/corpora/traffic</c>; the destination stands below <c>/t/{Name}</c>.</param>
/// <param name="Protocol">Name of the dictionary.</param>
internal sealed record VendorSdk(string Name, string Protocol)
{
    public static IReadOnlyList<VendorSdk> All { get; } =
    [
        new("amplitude-browser", "amplitude"),
        new("appinsights-web", "applicationInsights"),
        new("aptabase-web", "aptabase"),
        new("braze-web", "braze"),
        new("bugsnag-js", "bugsnag"),
        new("clevertap-web", "cleverTap"),
        new("countly-web", "countly"),
        new("datadog-rum", "datadogRum"),
        new("datapunt-matomo", "matomo"),
        new("elastic-apm-rum", "elasticApmRum"),
        new("ga4-gtag", "googleAnalytics4"),
        new("ga4-mp", "googleAnalytics4"),
        new("ga4mp", "googleAnalytics4"),
        new("growthbook", "growthBook"),
        new("matomo-js", "matomo"),
        new("meta-capi", "metaConversionsApi"),
        new("meta-pixel", "metaPixel"),
        new("mixpanel-browser", "mixpanel"),
        new("plausible-tracker", "plausible"),
        new("posthog-js", "postHog"),
        new("rollbar-browser", "rollbar"),
        new("rudderstack-browser", "rudderStack"),
        new("segment-browser", "segment"),
        new("sentry-browser", "sentry"),
        new("simple-analytics", "simpleAnalytics"),
        new("snowplow-browser", "snowplow"),
        new("tiktok-api", "tikTokEventsApi"),
        new("umami-script", "umami"),
        new("universal-analytics", "universalAnalytics"),
    ];

    /// <summary>Dictionaries of vendors whose SDK could not be recorded; requests made by hand stand below <c>tests/corpora/made</c>.</summary>
    public static IReadOnlyList<VendorSdk> Unrecorded { get; } =
    [
        .. Directory.GetDirectories(Corpus.MadeFolder).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal).Select(name => new VendorSdk(name, name)),
    ];

    /// <summary>Key of the destination: the folder's name in camel case. Keys that differ in case only are one to the proxy.</summary>
    public string Destination { get; } = Name == "ga4-mp" ? "ga4MeasurementProtocol" : string.Concat(Name.Split('-').Select((word, index) => index == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    public static VendorSdk Of(string name) => All.Single(sdk => sdk.Name == name);

    /// <summary>The recordings, without the preflights: those the gateway answers itself.</summary>
    public IEnumerable<Recording> Recordings => Recording.All(Name).Where(recording => recording.Method != "OPTIONS");
}
