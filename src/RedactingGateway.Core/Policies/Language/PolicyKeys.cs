using static RedactingGateway.Core.Policies.Language.LanguageValue;

namespace RedactingGateway.Core.Policies.Language;

/// <summary>Keys of <c>gateway.yaml</c>.</summary>
internal static class PolicyKeys
{
    public static MappingKeys Controller { get; } = new("controller",
    [
        new("name", Text, "the company that runs the site (GDPR Art. 4(7))") { IsRequired = true },
        new("address", Text, "its postal address") { IsRequired = true },
        new("contact", Text, "whom to write to") { IsRequired = true },
        new("dataProtectionOfficer", Text, "how to reach the data protection officer"),
        new("representative", Text, "who represents it in the Union (GDPR Art. 27)"),
        new("supervisoryAuthority", Text, "where visitors can complain (GDPR Art. 77)"),
        new("privacyPolicy", Shaped("address"), "its privacy policy"),
    ]);

    public static MappingKeys Approved { get; } = new("approved",
    [
        new("by", Text, "who approved the policy") { IsRequired = true },
        new("on", Shaped("day, 2026-11-01"), "when") { IsRequired = true },
        new("scope", Shaped("scope"), "what was approved: the scope that `check` prints; a warning where it is another today"),
    ]);

    public static MappingKeys Accept { get; } = new("accept",
    [
        new("id", Shaped("RGW4…"), "the finding") { IsRequired = true },
        new("of", Shaped("name"), "the purpose, recipient, destination or site that it is about") { Default = "all" },
        new("because", Text, "why it is acceptable here") { IsRequired = true },
        new("by", Text, "who answers for it") { IsRequired = true },
        new("until", Shaped("day, 2026-11-01"), "the last day on which it is accepted") { IsRequired = true },
    ]);

    public static MappingKeys Retention { get; } = new("retention",
    [
        new("consentProofMonths", Whole(1, 120), "months for which a consent record is kept after its last entry") { Default = "36" },
    ]);

    public static MappingKeys Limits { get; } = new("limits",
    [
        new("body", Shaped("size, 2MiB"), "body as received, 1KiB to 64MiB") { Default = "2MiB" },
        new("decoded", Shaped("size, 8MiB"), "each decoded layer, 1KiB to 256MiB") { Default = "8MiB" },
        new("ratio", Whole(1, 1032), "decoded bytes for one compressed byte") { Default = "100" },
        new("jsonDepth", Whole(1, 256), "nesting of one JSON document") { Default = "64" },
        new("fields", Whole(1, 1_000_000), "values looked at in one request") { Default = "20000" },
        new("layers", Whole(1, 16), "encodings inside each other") { Default = "8" },
        new("clientRate", Whole(1, 1_000_000), "requests to destinations by one client (IPv4 address, IPv6 /64), a second; ten times as many at once") { Default = "200" },
    ]);

    public static MappingKeys Sensitive { get; } = new("sensitive",
    [
        new("path", Shaped("path of a page"), "pages: `/health/**`; `*` for one segment"),
        new("query", Shaped("parameter"), "pages with this parameter, such as a search term's"),
        new("items", List(Text), "categories of products"),
        new("because", ByLanguage, "what they say of people"),
    ])
    {
        NeedsOneOf = ["path", "query", "items"],
    };

    public static MappingKeys Groups { get; } = new("groups",
    [
        new("categories", Named("group", List(Shaped("category"), mayBeEmpty: false)), "names that `never` can list instead of the categories"),
        new("purposes", Named("group", List(Shaped("purpose"), mayBeEmpty: false)), "names that `purposes` and `signals: categories` of destinations can list instead of the purposes"),
    ]);

    public static MappingKeys Policy { get; } = new("policy",
    [
        new("version", Words(["1"]), "version of the language") { IsRequired = true },
        new("include", List(Shaped("file")), "more files of this policy, relative to this one; mappings and lists add up, everything else stands once") { Default = "none" },
        new("timeZone", Shaped("IANA time zone"), "epochs of pseudonyms start at its midnight") { Default = "UTC" },
        new("controller", Of(Controller), "the company that runs the site") { IsRequired = true },
        new("groups", Of(Groups), "lists of categories or purposes by one name; a name stands for what is in its list and nothing else") { Default = "none" },
        new("never", List(Shaped("category")), "categories that leave for no purpose at all") { Default = "none" },
        new("sensitive", List(Of(Sensitive)), "pages and products that say something of people by themselves: only purposes below `essential` run there, and nothing of `user.behavior` leaves") { Default = "none" },
        new("purposes", Named("purpose", Of(PurposeKeys.Purpose)), "why data is used"),
        new("recipients", Named("recipient", Of(RecipientKeys.Recipient)), "who receives it"),
        new("destinations", Named("destination", Of(DestinationKeys.Destination)), "where it goes, below a first-party path"),
        new("outside", List(Of(RecipientKeys.Outside)), "recipients that do not get their data through the gateway, so that what visitors are told is true"),
        new("sites", Named("site", Of(SiteKeys.Site)), "sites that the gateway stands in front of"),
        new("approved", Of(Approved), "who approved the policy, and what it was then"),
        new("accept", List(Of(Accept)), "findings of law that somebody answers for") { Default = "none" },
        new("retention", Of(Retention), "how long choices and their proofs are kept"),
        new("limits", Of(Limits), "limits on what is read of one request"),
    ]);

    /// <summary>A file that another one includes: nothing has to stand in it.</summary>
    public static MappingKeys Part { get; } = Policy with { Keys = [.. Policy.Keys.Select(k => k with { IsRequired = false })] };
}
