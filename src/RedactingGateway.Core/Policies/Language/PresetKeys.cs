using static RedactingGateway.Core.Policies.Language.LanguageValue;

namespace RedactingGateway.Core.Policies.Language;

/// <summary>Keys of <c>presets/*.yaml</c>: limits that a purpose can put on itself.</summary>
internal static class PresetKeys
{
    public static MappingKeys Conditions { get; } = new("conditions",
    [
        new("regions", List(Shaped("region")), "whose visitors it is made for; a purpose for others needs consent") { Default = "everybody" },
        new("uses", List(Shaped("data use")), "data uses that it is made for, and those below them") { Default = "all" },
        new("role", Words<RecipientRole>(), "what every recipient must be to you"),
        new("reuse", Words(["none"]), "that no recipient uses the data for purposes of its own"),
    ]);

    public static MappingKeys Preset { get; } = new("preset",
    [
        new("preset", Shaped("name"), "its name; the file has the same") { IsRequired = true },
        new("source", Of(DictionaryKeys.Source), "where its rules are from"),
        new("conditions", Of(Conditions), "what else must hold"),
        new("exempt", Flag, "whether device access is exempt from consent where the conditions hold") { Default = "false" },
        new("refusedByGpc", Flag, "that Global Privacy Control refuses the purpose") { Default = "false" },
        new("allow", PurposeKeys.Allowed, "the most that may leave, and in which form") { Default = "everything" },
        new("never", List(Shaped("category")), "what may not leave for the purpose") { Default = "none" },
    ]);
}
