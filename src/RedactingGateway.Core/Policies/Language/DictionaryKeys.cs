using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Protocols.Dictionaries;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Signals;
using static RedactingGateway.Core.Policies.Language.LanguageValue;

namespace RedactingGateway.Core.Policies.Language;

/// <summary>Keys of vendor dictionaries and of the taxonomy.</summary>
internal static class DictionaryKeys
{
    public static MappingKeys Constant { get; } = new("constant",
    [
        new("constant", Text, "everybody has this value") { IsRequired = true },
    ]);

    public static MappingKeys Required { get; } = new("required",
    [
        new("surrogate", AnyOf(Words(["request", "session"]), Of(Constant)), "what stands in where the value may not leave: random for each request or session, or a constant") { IsRequired = true },
    ]);

    public static MappingKeys Hash { get; } = new("hash",
    [
        new("normalize", Words<HashNormalizer>(), "what is done to a value before the vendor hashes it") { Default = "trimLower; email for e-mail addresses" },
        new("output", Words(["hex", "base64url"]), "how the vendor writes the hash") { Default = "hex" },
    ]);

    public static MappingKeys Field { get; } = new("field",
    [
        new("category", Shaped("category"), "data category; without it (and without `structural`, `as`, `container`) the field is denied"),
        new("type", Words<FieldType>(), "shape of the value; another is dropped") { Default = "string" },
        new("source", Words<FieldSource>(), "read from the device, sent by every browser, or decided by the site") { Default = "device" },
        new("structural", Flag, "leaves with any granted purpose; needs a closed set of values") { Default = "false" },
        new("const", Text, "the only value"),
        new("values", List(Text), "all values"),
        new("pattern", Shaped("regular expression"), "what the whole value matches"),
        new("as", Shaped("encodings"), "encodings inside the value, from the outside in, joined by `>`"),
        new("required", AnyOf(Flag, Of(Required)), "whether the event makes no sense without it") { Default = "false" },
        new("pseudonym", Shaped("shape"), "the vendor's shape of identifiers") { Default = "x32" },
        new("hash", Of(Hash), "how the vendor hashes"),
        new("sessionStart", Flag, "whether it is the time at which the visitor's session began") { Default = "false" },
        new("credential", Flag, "a vendor's secret: never from browsers unless named exactly") { Default = "false" },
        new("positional", Flag, "an item that became empty is written as `null`") { Default = "false" },
        new("subject", Flag, "names the person: looked up among objections") { Default = "false" },
        new("signal", Words(WordsOfSignals), "what the value says of the visitor's will"),
        new("tells", Words(["event", "page", "item"]), "what it tells of its event, for `when:`, `drop:` and `sensitive:`: its name, the page it is about, a product's category"),
        new("effect", AnyOf(Text, ByLanguage), "what the vendor can no longer measure without it"),
        new("override", Flag, "in `extend:` only: makes another of a field that the dictionary has decided") { Default = "false" },
    ]);

    public static MappingKeys Source { get; } = new("source",
    [
        new("url", Shaped("address"), "where it is from") { IsRequired = true },
        new("date", Shaped("day"), "when it was read there") { IsRequired = true },
        new("confidence", Words(["documented", "observed"]), "how it is known"),
    ]);

    public static MappingKeys Match { get; } = new("match",
    [
        new("methods", List(Words(["GET", "POST", "PUT", "HEAD"])), "HTTP methods") { IsRequired = true },
        new("path", Shaped("path"), "path below the destination's; `{name}` is a whole segment") { IsRequired = true },
    ]);

    public static MappingKeys Body { get; } = new("body", [new("as", Shaped("encodings"), "what a body is, whatever Content-Type says") { IsRequired = true }]);

    public static MappingKeys Success { get; } = new("success",
    [
        new("status", Whole(200, 299), "HTTP status") { Default = "204" },
        new("body", Words<SuccessBody>(), "kind of its body") { Default = "none" },
        new("json", Text, "text of a JSON body"),
        new("vendorBody", Flag, "whether the vendor's own body passes") { Default = "false" },
    ]);

    public static MappingKeys Checksum { get; } = new("checksum",
    [
        new("field", Shaped("address of a field"), "parameter that holds it") { IsRequired = true },
        new("of", Words(ChecksumDeclaration.Places.Keys), "what it is made of") { IsRequired = true },
        new("algorithm", Words(ChecksumDeclaration.Algorithms.Keys), "how") { IsRequired = true },
        new("secret", Text, "name of the secret, as `inject:` gives it") { IsRequired = true },
    ]);

    private static readonly LanguageValue Fields = Named("address of a field", Of(Field));

    public static MappingKeys Endpoint { get; } = new("endpoint",
    [
        new("match", Of(Match), "which requests it is about") { IsRequired = true },
        new("forward", Shaped("path"), "path at the vendor, where it is another"),
        new("host", Shaped("host key"), "key of the destination's `hosts:`") { IsRequired = true },
        new("body", Of(Body), "what a body is") { Default = "no body" },
        new("unit", Shaped("addresses"), "what one event is") { Default = "the request" },
        new("success", Of(Success), "what success looks like to the SDK") { Default = "204" },
        new("retries", Flag, "whether the SDK sends again after 503") { Default = "false" },
        new("checksum", Of(Checksum), "made anew where something changed"),
        new("fields", Fields, "fields of this endpoint only"),
    ]);

    public static MappingKeys Stores { get; } = new("stores",
    [
        new("cookies", List(Text), "cookies that the vendor's SDK writes"),
        new("localStorage", List(Text), "likewise"),
        new("sessionStorage", List(Text), "likewise"),
        new("indexedDb", List(Text), "likewise"),
    ]);

    public static MappingKeys Replacement { get; } = new("replacement",
    [
        new("find", Text, "what stands in the vendor's file") { IsRequired = true },
        new("with", Text, "what stands there instead") { IsRequired = true },
        new("atLeast", Whole(1, 1000), "how often it must be found; a file with fewer is not served") { IsRequired = true },
    ]);

    public static MappingKeys Asset { get; } = new("asset",
    [
        new("path", Shaped("path"), "path of a static file; `*` inside of a segment") { IsRequired = true },
        new("host", Shaped("host key"), "key of the destination's `hosts:`") { IsRequired = true },
        new("query", Named("parameter", Shaped("pattern")), "parameters that may be asked for") { Default = "none" },
        new("replace", List(Of(Replacement)), "what is replaced in the file, so that it sends through the gateway") { Default = "nothing" },
    ]);

    public static MappingKeys Restriction { get; } = new("restriction",
    [
        new("unless", AnyOf(Shaped("data use"), List(Shaped("data use"))), "set unless a granted purpose has one of these uses") { IsRequired = true },
        new("onlyWhereAsked", Flag, "only for destinations with such a purpose") { Default = "false" },
        new("set", Named("address of a field", Text), "fields and their values") { IsRequired = true },
    ]);

    public static MappingKeys Dictionary { get; } = new("dictionary",
    [
        new("protocol", Shaped("name"), "its name; the file has the same") { IsRequired = true },
        new("title", Text, "its name for people"),
        new("vendor", Shaped("name"), "who issues the click ids") { Default = "the protocol's name" },
        new("source", Of(Source), "where it is from") { IsRequired = true },
        new("clickIds", List(Text), "parameters of page addresses that go to no other vendor"),
        new("setup", Text, "how to point the vendor's SDKs at the gateway"),
        new("stores", Of(Stores), "what the SDK writes on the device"),
        new("trackerHosts", List(Shaped("host")), "hosts by which the vendor's elements in pages are known: `cdn.vendor.example`, `*.vendor.example`, `www.vendor.example/pixel/`"),
        new("assets", List(Of(Asset)), "static files that a page may fetch from the vendor"),
        new("prefixes", Named("name", List(Shaped("address"))), "beginnings of addresses"),
        new("restrictions", Named("name", Of(Restriction)), "the vendor's own flags to limit use"),
        new("endpoints", Named("name", Of(Endpoint)), "its endpoints") { IsRequired = true },
        new("fields", Fields, "fields of all endpoints"),
    ]);

    private static readonly LanguageValue OneOrByLanguage = AnyOf(Text, ByLanguage);

    public static MappingKeys Category { get; } = new("taxonomyKey",
    [
        new("name", OneOrByLanguage, "its name for people"),
        new("description", OneOrByLanguage, "what it is"),
        new("special", Flag, "a special category (GDPR Art. 9)") { Default = "false" },
        new("deprecated", Shaped("key"), "the key to use instead; policies that still name this one are warned"),
    ]);

    public static MappingKeys Use { get; } = new("taxonomyUse", [.. Category.Keys.Where(k => k.Name != "special")]);

    public static MappingKeys Taxonomy { get; } = new("taxonomy",
    [
        new("source", Named("fact", Text), "where it is from"),
        new("categories", Named("category", Of(Category)), "data categories"),
        new("uses", Named("data use", Of(Use)), "data uses"),
        new("clickIds", Named("vendor", List(Text)), "who issues which click id"),
    ]);

    private static IEnumerable<string> WordsOfSignals => Yaml.WordsOf<SignalKind>.All.Where(w => w.Value != SignalKind.None).Select(w => w.Key);
}
