using static RedactingGateway.Core.Policies.Language.LanguageValue;

namespace RedactingGateway.Core.Policies.Language;

/// <summary>Keys of destinations.</summary>
internal static class DestinationKeys
{
    private static readonly LanguageValue Otherwise = Words(["strip", "hash"]);

    public static MappingKeys Signals { get; } = new("signals",
    [
        new("trust", List(Words(["tcf", "gpp", "google", "categories"])), "payload signals that may also grant") { Default = "none: they can only refuse" },
        new("categories", Named("consent category", List(Shaped("purpose"))), "what categories of a consent platform mean"),
    ]);

    public static MappingKeys Health { get; } = new("health",
    [
        new("path", Shaped("path"), "what is asked for") { IsRequired = true },
        new("interval", Shaped("seconds, 10s"), "time between two probes, 1s to 3600s") { Default = "10s" },
        new("timeout", Shaped("seconds, 2s"), "time after which a probe has failed, 1s to 10s") { Default = "2s" },
    ]);

    public static MappingKeys Host { get; } = new("host",
    [
        new("addresses", List(Shaped("origin"), mayBeEmpty: false), "one or more; `${NAME}` comes from the environment") { IsRequired = true },
        new("loadBalancing", Words<LoadBalancing>(), "how one of several is chosen") { Default = "powerOfTwoChoices" },
        new("health", Of(Health), "probes, which carry nothing of visitors") { Default = "none" },
        new("connectTimeout", Shaped("seconds, 2s"), "time to connect, 1s to 10s") { Default = "2s" },
        new("activityTimeout", Shaped("seconds, 10s"), "silence that ends a request, 1s to 10s") { Default = "10s" },
        new("totalTimeout", Shaped("seconds, 15s"), "time for a whole request, 1s to 60s") { Default = "15s" },
        new("concurrency", Whole(1, 100_000), "requests on their way at once; more are not sent") { Default = "256" },
    ]);

    public static MappingKeys Destination { get; } = new("destination",
    [
        new("recipient", Shaped("recipient"), "who receives the data") { IsRequired = true },
        new("protocol", Shaped("dictionary"), "the vendor's dictionary") { IsRequired = true },
        new("path", Shaped("path"), "first-party path: `/[a-z0-9-]` segments; no path is the beginning of another") { IsRequired = true },
        new("hosts", Named("host key", AnyOf(Shaped("origin"), Of(Host))), "one for each host that the dictionary names; `${NAME}` comes from the environment") { IsRequired = true },
        new("purposes", List(Shaped("purpose"), mayBeEmpty: false), "what the data is used for, at most 64") { IsRequired = true },
        new("otherwise", AnyOf(Otherwise, Named("category", Otherwise)), "what becomes of a field that no purpose allows") { Default = "strip" },
        new("mode", Words<DestinationMode>(), "`shadow`: every decision is taken and counted, nothing leaves") { Default = "enforce" },
        new("refusals", Words<RefusalAnswer>(), "what SDKs hear of refusals: the vendor's success answer, or a status for developers") { Default = "success" },
        new("drop", List(Shaped("event")), "names of events that leave for no purpose; `*` for any part of a name") { Default = "none" },
        new("origins", List(Shaped("origin")), "pages of other sites that may read answers (CORS), besides those of `sites:`; `${NAME}` comes from the environment") { Default = "none" },
        new("combine", PurposeKeys.Allowed, "the joint form where two purposes want one category in different forms"),
        new("inject", Named("address or secret", Shaped("${NAME}")), "credentials and secrets of checksums, from the environment"),
        new("signals", Of(Signals), "signals of consent inside of requests"),
        new("clientAddress", Shaped("address of a field"), "header or parameter in which the visitor's address goes, in the form that its category may") { Default = "nowhere" },
        new("extend", Named("address of a field", Of(DictionaryKeys.Field)), "more fields, written as in a dictionary"),
    ]);
}
