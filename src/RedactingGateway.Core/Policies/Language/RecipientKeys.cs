using static RedactingGateway.Core.Policies.Language.LanguageValue;

namespace RedactingGateway.Core.Policies.Language;

/// <summary>Keys of those who receive data.</summary>
internal static class RecipientKeys
{
    public static MappingKeys Transfer { get; } = new("transfer",
    [
        new("country", Shaped("country"), "where data goes from there: ISO 3166-1 alpha-2") { IsRequired = true },
        new("safeguard", Words<Safeguard>(), "what protects it there (GDPR Art. 45 to 49); required outside of the EEA"),
        new("reference", Text, "the decision, the clauses or their date, for your record"),
        new("checkedOn", Shaped("day, 2026-11-01"), "when you last saw that the safeguard holds"),
    ]);

    public static MappingKeys Contract { get; } = new("contract",
    [
        new("kind", Words<ContractKind>(), "processing agreement (GDPR Art. 28(3)), or arrangement of joint controllers (Art. 26)") { IsRequired = true },
        new("date", Shaped("day, 2026-11-01"), "when it was made") { IsRequired = true },
        new("link", Shaped("address"), "where it is"),
    ]);

    public static MappingKeys Recipient { get; } = new("recipient",
    [
        new("name", Text, "the company") { IsRequired = true },
        new("address", Text, "its postal address"),
        new("country", Shaped("country"), "ISO 3166-1 alpha-2") { IsRequired = true },
        new("contract", Of(Contract), "what you agreed on with it"),
        new("arrangement", ByLanguage, "for joint controllers: the essence of the arrangement, for visitors (GDPR Art. 26(2))"),
        new("role", Words<RecipientRole>(), "what it is to you (GDPR Art. 26, 28)") { IsRequired = true },
        new("reuse", Words(["none", "ownPurposes"]), "whether it uses the data for purposes of its own") { Default = "none" },
        new("transfers", List(Of(Transfer)), "where data goes from there") { Default = "nowhere" },
        new("privacyPolicy", Shaped("address"), "its privacy policy") { IsRequired = true },
        new("retention", Text, "how long it keeps the data, in its own words") { IsRequired = true },
        new("tcfVendor", Whole(1, ushort.MaxValue), "its number in the IAB's Global Vendor List; without it no TC string grants anything for it"),
        new("domain", Shaped("name"), "whose pseudonyms may be joined") { Default = "the recipient's key" },
    ]);

    public static MappingKeys Outside { get; } = new("outside",
    [
        new("name", Text, "the company") { IsRequired = true },
        new("country", Shaped("country"), "ISO 3166-1 alpha-2") { IsRequired = true },
        new("why", ByLanguage, "what it is for, for visitors") { IsRequired = true },
        new("privacyPolicy", Shaped("address"), "its privacy policy"),
        new("hosts", List(Shaped("host")), "its hosts, by which its elements in pages are known") { Default = "none" },
    ]);
}
