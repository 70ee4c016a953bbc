using RedactingGateway.Core.Signals;
using static RedactingGateway.Core.Policies.Language.LanguageValue;

namespace RedactingGateway.Core.Policies.Language;

/// <summary>Keys of sites and of what their visitors are shown.</summary>
internal static class SiteKeys
{
    public static MappingKeys ChoiceCookie { get; } = new("choiceCookie",
    [
        new("domain", Shaped("host"), "all hosts of this domain share the choice cookie") { IsRequired = true },
    ]);

    public static MappingKeys OnRefusal { get; } = new("onRefusal",
    [
        new("url", Shaped("address"), "where messages are posted; `${NAME}` comes from the environment") { IsRequired = true },
        new("secret", Shaped("${NAME}"), "key of the messages' signature, from the environment") { IsRequired = true },
    ]);

    public static MappingKeys Attribute { get; } = new("attribute",
    [
        new("from", Shaped("attribute"), "attribute of the element") { IsRequired = true },
    ]);

    public static MappingKeys Parameter { get; } = new("offerParameter",
    [
        new("from", Shaped("attribute"), "attribute of the element that holds a code") { IsRequired = true },
        new("values", Named("code", ByLanguage), "a sentence for each code") { IsRequired = true },
    ]);

    public static MappingKeys Alternative { get; } = new("alternative",
    [
        new("alternative", Shaped("selector"), "the neutral element, which is shown after a refusal only") { IsRequired = true },
    ]);

    public static MappingKeys Offer { get; } = new("offer",
    [
        new("select", Shaped("selector"), "elements that show a personalised offer") { IsRequired = true },
        new("purpose", Shaped("purpose"), "the purpose that they serve") { IsRequired = true },
        new("sponsor", AnyOf(Of(Attribute), ByLanguage), "who pays for the offer") { Default = "nobody but the controller" },
        new("price", Words(["same", "personalised"]), "whether the price is worked out for the visitor") { Default = "nothing is said of it" },
        new("parameters", Named("name", Of(Parameter)), "the main parameters, for visitors"),
        new("whenRefused", AnyOf(Words(["remove", "keep"]), Of(Alternative)), "what becomes of the element after a refusal") { Default = "remove" },
        new("marker", Shaped("attribute"), "attribute that the site writes where an element rests on a profile"),
    ]);

    public static MappingKeys Notices { get; } = new("notices",
    [
        new("banner", Flag, "whether visitors who have not chosen are asked") { Default = "true" },
        new("link", Flag, "whether every page ends with a link to the choices") { Default = "true" },
        new("offers", List(Of(Offer)), "personalised offers in the site's pages"),
        new("exclude", List(Shaped("path of a page")), "pages that are left alone: `/checkout`, `/checkout/**`"),
    ]);

    public static MappingKeys Site { get; } = new("site",
    [
        new("hosts", List(Shaped("host")), "host names, lower case; with a port: that port only. Destinations, pages and own pages are served under these hosts alone; others get 421") { IsRequired = true },
        new("upstream", Shaped("origin"), "where the site runs; `${NAME}` comes from the environment") { Default = "none: only trackers pass" },
        new("languages", List(Shaped("language")), "languages of its pages, the preferred one first") { Default = "English" },
        new("choices", Words<ChoiceSource>(), "where visitors make their choices") { Default = "own" },
        new("choiceCookie", Of(ChoiceCookie), "whose hosts share the choice cookie") { Default = "bound to the host" },
        new("privacyPath", Shaped("path"), "prefix of the gateway's own pages and of the choices API") { Default = CompiledSite.DefaultPrivacyPath },
        new("notices", Of(Notices), "what is put into its pages"),
        new("unroutedTrackers", Words<UnroutedTrackers>(), "what becomes of known vendors' elements that no destination takes") { Default = "keep" },
        new("activityTimeout", Shaped("seconds, 30s"), "silence of the site that ends a request, 1s to 3600s") { Default = "100s" },
        new("onRefusal", Of(OnRefusal), "the site's backend, which is told of refusals"),
    ]);
}
