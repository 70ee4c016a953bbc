using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Text.Json;
using RedactingGateway.Assets;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Pages;
using RedactingGateway.PolicyStore;
using RedactingGateway.Privacy;

namespace RedactingGateway.Telemetry;

/// <summary>Every metric of the gateway: the one definition of its instruments, of the list in <c>config/operations.md</c>, and of what its labels may say.</summary>
internal static class GatewayMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string Meter = "RedactingGateway";

    private static readonly MetricLabel Destination = new("destination", "keys of `destinations:`");
    private static readonly MetricLabel Host = new("host", "keys of the destination's `hosts:`");
    private static readonly MetricLabel Site = new("site", "keys of `sites:`");
    private static readonly MetricLabel Purpose = new("purpose", "keys of `purposes:`", "none");
    private static readonly MetricLabel Category = new("category", "data categories of the dictionaries and of `extend:`", [.. FieldSeries.NoCategory]);
    private static readonly MetricLabel Reason = new("reason", null, [.. Enum.GetValues<WithheldReason>().Where(r => r != WithheldReason.None).Select(r => r.Code())]);

    public static readonly MetricDefinition EventsReceived = new(
        "events.received", "{event}", "events that came in", "it falls to 0: pages do not reach the gateway any more, or visitors' blockers stop the path", Destination);

    public static readonly MetricDefinition EventsSent = new(
        "events.sent", "{event}", "events that the vendor accepted", "far below `events.received`: `events.withheld` says why", Destination);

    public static readonly MetricDefinition EventsWithheld = new(
        "events.withheld", "{event}", "events that did not leave or were not accepted", "`undecodable`, `required`, `unknownEndpoint` rise: the vendor changed its format, compare the dictionary; `vendorFailed`: see `vendor.answers`", Destination, Reason);

    public static readonly MetricDefinition FieldsSent = new(
        "fields.sent", "{field}", "fields that were handed to the vendor, by the form in which they left", "a pair of category and form that nobody expects: `explain` a captured request", Destination, Category, Purpose,
        new MetricLabel("form", null, [.. FieldSeries.Forms]));

    public static readonly MetricDefinition FieldsWithheld = new(
        "fields.withheld", "{field}", "fields that did not leave", "`unknownField`, `uncategorised` rise: look at the unknown fields on the admin page", Destination, Category, Purpose, Reason);

    public static readonly MetricDefinition RequestsRefused = new(
        "requests.refused", "{request}", "requests that met no destination and no site", "`unknownHost`: a host is missing under `sites:`, or somebody scans; `failed`: see the log; `admin`: the token is missing or wrong, or somebody tries",
        new MetricLabel("reason", null, [.. Enum.GetNames<RequestRefusal>().Select(JsonNamingPolicy.CamelCase.ConvertName)]));

    public static readonly MetricDefinition StageDuration = Duration(
        "stage.duration", "s", "time that each stage of a request to a destination took, of at most 500 requests a second", "`body`: slow clients; `redaction`: large bodies; `payload`: Redis is slow; `vendor`: see `vendor.duration`",
        new MetricLabel("stage", null, [.. Enum.GetNames<Stage>().Select(JsonNamingPolicy.CamelCase.ConvertName)]));

    public static readonly MetricDefinition VendorDuration = Duration(
        "vendor.duration", "s", "time until the vendor's answer was there, or its failure, of the same requests", "near 10 s: the vendor hangs; pages do not notice, its events are lost", Destination);

    public static readonly MetricDefinition VendorAnswers = new(
        "vendor.answers", "{answer}", "what vendors answered", "`4xx`: something that the vendor needs is withheld, or the dictionary is old; `none`: not reached in time", Destination,
        new MetricLabel("status", null, [.. VendorAccounts.Statuses]));

    public static readonly MetricDefinition VendorInFlight = Gauge(
        "vendor.in_flight", "{request}", "requests that wait for the vendor now", "it stays up: the vendor hangs", Destination, Host);

    public static readonly MetricDefinition VendorAvailable = Gauge(
        "vendor.available", "1", "1: the host takes requests; 0: it is left out until it answers again", "0: look at the vendor's status page; nothing to do here", Destination, Host);

    public static readonly MetricDefinition BodyMemory = Gauge(
        "body.memory", "By", "memory that bodies of requests to destinations take now", "near `MaxBodyMemory`: slow clients, or many at once send large bodies; further ones are withheld as `limit`");

    public static readonly MetricDefinition PolicyInForce = Gauge(
        "policy.in_force", "1", "1 for the policy in force, 0 for earlier ones of this process", "nodes differ for longer than a roll-out takes: one of them refused the new policy", new MetricLabel("revision", "revisions of this process' policies, the last 10"),
        new MetricLabel("approval", null, [.. PolicyApprovals.States]));

    public static readonly MetricDefinition PolicyLoaded = Gauge(
        "policy.last_good_load", "s", "when the policy in force was loaded, in seconds since 1970", "nodes differ by more than a roll-out: see `policy.in_force`");

    public static readonly MetricDefinition PolicyReloads = new(
        "policy.reloads", "{reload}", "readings of the policy's files after the start", "`refused` grows: its diagnostics stand on the admin page and in the log", Names<ReloadResult>("result"));

    public static readonly MetricDefinition PolicyBehind = Gauge(
        "policy.behind", "1", "1: what stands in the policy's files is not in force", "1: `redacting-gateway check` says what is wrong with them");

    public static readonly MetricDefinition StateProblem = Gauge(
        "state.problem", "1", "1 where something is not as it should be", "as the table under Health says", new MetricLabel("problem", null, [.. StandingMetrics.Problems]));

    public static readonly MetricDefinition StateJournal = Gauge(
        "state.journal", "{change}", "changes that wait on this node for Redis", "nothing while Redis is down; do not delete the state folder");

    public static readonly MetricDefinition SignalsUndecodable = new(
        "signals.undecodable", "{signal}", "signals that could not be decoded or trusted; they grant nothing", "`untrustedHeader`: a proxy in front is missing under `TrustedProxies`, or somebody tries", new MetricLabel("signal", null, [.. SignalAccounts.Kinds]));

    public static readonly MetricDefinition Choices = new(
        "choices", "{choice}", "choices that visitors sent", "`unavailable`: the state cannot be written; `rateLimited`: `TrustedProxies` is not set behind a proxy", Site, Names<ChoiceOutcome>("outcome"));

    public static readonly MetricDefinition RefusalMessages = new(
        "refusal_messages", "{message}", "attempts to tell sites' backends of refusals", "`failed` goes on: the backend at `onRefusal` does not answer", Site, new MetricLabel("result", null, "delivered", "failed", "givenUp", "lost"));

    public static readonly MetricDefinition Pages = new(
        "pages", "{page}", "answers to requests for pages", "`fault`: report it; `coding`, `charset`, `tooLarge`: such pages carry no notice", Site, Names<PageOutcome>("outcome"));

    public static readonly MetricDefinition Notices = new(
        "notices", "{notice}", "notices in pages, and what is wrong with them", "`personalisedDespiteRefusal`: the site does not heed the grant; `misplaced`, `withoutForm`: look at the page", Site, new MetricLabel("kind", null, [.. PageAccounts.Kinds]));

    public static readonly MetricDefinition PageTrackers = new(
        "page_trackers", "{element}", "third-party elements of pages", "`outside` rises: a page reaches a vendor past the gateway", Site, new MetricLabel("outcome", null, "routed", "held", "removed", "kept", "outside"));

    public static readonly MetricDefinition Assets = new(
        "assets", "{request}", "requests for vendors' static files", "`changed`: the vendor's file has another shape than the dictionary's `replace:` expects", Destination, Names<AssetOutcome>("outcome"));

    /// <summary>All of them, in the order of the documentation.</summary>
    public static ImmutableArray<MetricDefinition> All { get; } =
    [
        EventsReceived, EventsSent, EventsWithheld, FieldsSent, FieldsWithheld, RequestsRefused, StageDuration, VendorDuration, VendorAnswers, VendorInFlight, VendorAvailable, BodyMemory,
        PolicyInForce, PolicyLoaded, PolicyBehind, PolicyReloads, StateProblem, StateJournal, SignalsUndecodable, Choices, RefusalMessages, Pages, Notices, PageTrackers, Assets,
    ];

    private static MetricDefinition Gauge(string name, string unit, string meaning, string whatToDo, params ImmutableArray<MetricLabel> labels) =>
        new(name, unit, meaning, whatToDo, labels) { Kind = MetricKind.Gauge };

    private static MetricDefinition Duration(string name, string unit, string meaning, string whatToDo, params ImmutableArray<MetricLabel> labels) =>
        new(name, unit, meaning, whatToDo, labels) { Kind = MetricKind.Histogram };

    private static MetricLabel Names<T>(string label)
        where T : struct, Enum => new(label, null, [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)]);
}

/// <summary>One metric.</summary>
/// <param name="ShortName">Its name without the prefix.</param>
/// <param name="Unit">Its unit (UCUM).</param>
/// <param name="Meaning">What it is.</param>
/// <param name="WhatToDo">What it tells an operator.</param>
/// <param name="Labels">Its labels.</param>
internal sealed record MetricDefinition(string ShortName, string Unit, string Meaning, string WhatToDo, params ImmutableArray<MetricLabel> Labels)
{
    /// <summary>Name of the instrument.</summary>
    public string Name => "redacting_gateway." + ShortName;

    /// <summary>What kind of instrument it is.</summary>
    public MetricKind Kind { get; init; }

    public Counter<long> Counter(Meter meter) => meter.CreateCounter<long>(Name, Unit, Meaning);

    public Histogram<double> Histogram(Meter meter) => meter.CreateHistogram(Name, Unit, Meaning, tags: null, Buckets);

    public void Observe(Meter meter, Func<IEnumerable<Measurement<long>>> read)
    {
        if (Kind == MetricKind.Gauge)
        {
            meter.CreateObservableGauge(Name, read, Unit, Meaning);
        }
        else
        {
            meter.CreateObservableCounter(Name, read, Unit, Meaning);
        }
    }

    // From 50 microseconds, a small pixel, to 10 seconds, the longest silence of a vendor.
    private static readonly InstrumentAdvice<double> Buckets = new() { HistogramBucketBoundaries = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10] };
}

/// <summary>A label and the closed set of its values.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">Where in the policy its values come from, or null: <paramref name="Values"/> are all.</param>
/// <param name="Values">Values that are always possible.</param>
internal sealed record MetricLabel(string Name, string? Source, params ImmutableArray<string> Values);

/// <summary>How a metric behaves.</summary>
internal enum MetricKind
{
    /// <summary>It only grows while the process lives.</summary>
    Counter,

    /// <summary>How often a duration was how long.</summary>
    Histogram,

    /// <summary>It is what it is now.</summary>
    Gauge,
}
