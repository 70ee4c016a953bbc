using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Redaction;
using static RedactingGateway.Core.Policies.Language.LanguageValue;

namespace RedactingGateway.Core.Policies.Language;

/// <summary>Keys of purposes, and of the forms in which categories leave.</summary>
internal static class PurposeKeys
{
    public static MappingKeys Pseudonymize { get; } = new("pseudonymize",
    [
        new("rotate", Shaped("days, 30d"), "how long a value has the same pseudonym, 1d to 400d") { IsRequired = true },
        new("bits", Whole(PseudonymizeTreatment.MinBits, PseudonymizeTreatment.MaxBits), "so few bits that people share pseudonyms") { Default = "all" },
    ]);

    public static MappingKeys Mask { get; } = new("mask",
    [
        new("first", Whole(0, MaskTreatment.MaxShown), "characters that stay at the beginning") { Default = "0" },
        new("last", Whole(0, MaskTreatment.MaxShown), "characters that stay at the end") { Default = "0" },
    ]);

    public static MappingKeys Truncate { get; } = new("truncate",
    [
        new("ipv4", Whole(0, 31), "bits of an IPv4 address that stay; with `ipv6`"),
        new("ipv6", Whole(0, 127), "bits of an IPv6 address that stay; with `ipv4`"),
        new("to", Words<CalendarUnit>(), "what stays of a date, in place of the other two"),
    ]);

    public static MappingKeys Bucket { get; } = new("bucket",
    [
        new("bounds", List(Shaped("number")), "lower bounds of 2 to 32 buckets, ascending") { IsRequired = true },
    ]);

    public static MappingKeys Round { get; } = new("round",
    [
        new("to", Shaped("number"), "the step, above 0") { IsRequired = true },
        new("unbiased", Flag, "whether sums stay right") { Default = "false" },
    ]);

    public static MappingKeys ScrubUrl { get; } = new("scrubUrl",
    [
        new("keepParameters", List(Shaped("parameter")), "query parameters that stay; `*` for any part of a name") { Default = "none" },
        new("paths", List(Shaped("path with *")), "paths whose `*` segments are about a person, at most 32") { Default = "none" },
    ]);

    public static MappingKeys Form { get; } = new("form",
    [
        new("pseudonymize", Of(Pseudonymize), "keyed hash in the vendor's shape"),
        new("mask", Of(Mask), "some characters at the ends, the rest `*`"),
        new("truncate", Of(Truncate), "the first bits of an address, the beginning of a date"),
        new("bucket", Of(Bucket), "the lower bound of a number's bucket"),
        new("round", Of(Round), "a number's nearest multiple"),
        new("scrubUrl", Of(ScrubUrl), "an address without what it says of people"),
        new("replace", Text, "the given text"),
    ])
    {
        IsChoice = true,
    };

    private static readonly LanguageValue AnyForm = AnyOf(Words<FormKind>(), Of(Form));

    public static MappingKeys Allow { get; } = new("allow",
    [
        new("treat", AnyForm, "the form in which the category leaves") { IsRequired = true },
        new("because", ByLanguage, "why it is needed, for visitors"),
    ]);

    private static readonly LanguageValue CategoryForm = AnyOf(Words<FormKind>(), Of(Allow), Of(Form));

    /// <summary>Category → form.</summary>
    public static LanguageValue Allowed { get; } = Named("category", CategoryForm);

    public static MappingKeys StrictlyNecessary { get; } = new("strictlyNecessary",
    [
        new("because", ByLanguage, "why the service that the visitor asked for cannot be given without it") { IsRequired = true },
    ]);

    public static MappingKeys DeviceAccess { get; } = new("deviceAccess",
    [
        new("strictlyNecessary", Of(StrictlyNecessary), "no consent is needed (TDDDG § 25(2) no. 2)") { IsRequired = true },
    ]);

    public static MappingKeys When { get; } = new("when",
    [
        new("events", List(Shaped("event"), mayBeEmpty: false), "names of events; `*` for any part of a name"),
        new("paths", List(Shaped("path of a page"), mayBeEmpty: false), "pages: `/checkout`, `/checkout/**`; `*` for one segment"),
    ])
    {
        NeedsOneOf = ["events", "paths"],
    };

    public static MappingKeys Purpose { get; } = new("purpose",
    [
        new("use", Shaped("data use"), "a data use of the taxonomy") { IsRequired = true },
        new("basis", Words<LegalBasis>(), "GDPR Art. 6(1), or Art. 9(2)(a)") { IsRequired = true },
        new("interest", ByLanguage, "which legitimate interest, for visitors; required with `basis: legitimateInterests`, an error otherwise"),
        new("deviceAccess", AnyOf(Words(["consent"]), Of(DeviceAccess)), "why fields from the device may be read (TDDDG § 25)") { Default = "consent" },
        new("tcf", List(Whole(1, 11)), "IAB TCF purposes: a TC string permits this purpose if it permits all of them") { Default = "none" },
        new("regions", List(Shaped("region")), "whose visitors it is for: countries, subdivisions (`US-CA`), `EEA`; a visitor whose region is not known is outside") { Default = "everybody" },
        new("introduced", Shaped("day"), "the day from which it is part of the policy: who refused before is asked again for it, after twelve months and not earlier") { Default = "from the beginning" },
        new("refusedByGpc", Flag, "whether Global Privacy Control refuses it") { Default = "true below `marketing` or `third_party_sharing`, for profiling uses, and for recipients with `reuse: ownPurposes`" },
        new("when", Of(When), "the events and pages that it is for") { Default = "all" },
        new("title", ByLanguage, "its name for visitors") { IsRequired = true },
        new("description", ByLanguage, "what is done, for visitors"),
        new("retention", Text, "how long you keep the data for it, for visitors and the record"),
        new("presets", List(Shaped("preset"), mayBeEmpty: false), "limits that it keeps to; its own `allow:` may only be narrower") { Default = "none" },
        new("allow", Named("category", CategoryForm, mayBeEmpty: false), "what leaves for it, and in which form; without it that of the first preset that has one"),
    ])
    {
        NeedsOneOf = ["allow", "presets"],
    };
}
