using System.Collections.Frozen;
using System.Collections.Immutable;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Cli;

/// <summary>The words of a report in one language, and the policy's own texts in it.</summary>
internal sealed class ReportWords(string language)
{
    private static readonly FrozenDictionary<string, string> German = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Record of processing activities"] = "Verzeichnis von Verarbeitungstätigkeiten",
        ["The gateway's part, from the policy (GDPR Art. 30(1))"] = "Anteil des Gateways, aus der Richtlinie (Art. 30 Abs. 1 DSGVO)",
        ["Controller"] = "Verantwortlicher",
        ["Address"] = "Anschrift",
        ["Contact"] = "Kontakt",
        ["Data protection officer"] = "Datenschutzbeauftragte Person",
        ["Policy"] = "Richtlinie",
        ["revision"] = "Stand",
        ["Sites"] = "Websites",
        ["Activities"] = "Verarbeitungstätigkeiten",
        ["Purpose"] = "Zweck",
        ["Data use"] = "Nutzung",
        ["Legal basis"] = "Rechtsgrundlage",
        ["Legitimate interest"] = "Berechtigtes Interesse",
        ["Device access"] = "Zugriff auf Endgeräte",
        ["Data subjects"] = "Betroffene Personen",
        ["visitors of the sites"] = "Besucherinnen und Besucher der Websites",
        ["Global Privacy Control"] = "Global Privacy Control",
        ["refuses this purpose"] = "gilt als Widerspruch gegen diesen Zweck",
        ["has no effect on this purpose"] = "hat keine Wirkung auf diesen Zweck",
        ["Categories of personal data"] = "Kategorien personenbezogener Daten",
        ["Category"] = "Kategorie",
        ["Form in which it leaves"] = "Form bei der Übermittlung",
        ["Why it is needed"] = "Wofür erforderlich",
        ["Recipient"] = "Empfänger",
        ["Recipients"] = "Empfänger",
        ["Role"] = "Rolle",
        ["Country"] = "Land",
        ["Transfers"] = "Drittlandübermittlung",
        ["none"] = "keine",
        ["Retention"] = "Speicherdauer",
        ["Own purposes"] = "Eigene Zwecke",
        ["yes"] = "ja",
        ["no"] = "nein",
        ["Nothing leaves for this purpose."] = "Für diesen Zweck wird nichts übermittelt.",
        ["Recipients outside of the gateway"] = "Empfänger außerhalb des Gateways",
        ["Leaves for no purpose at all"] = "Wird für keinen Zweck übermittelt",
        ["Why"] = "Warum",
        ["Technical and organisational measures"] = "Technische und organisatorische Maßnahmen",
        ["Default deny: a field leaves only if a granted purpose allows its category for this destination."] =
            "Grundsätzlich gesperrt: Ein Feld wird nur übermittelt, wenn ein erlaubter Zweck seine Kategorie für dieses Ziel zulässt.",
        ["Requests are decoded all the way down and decided field by field; what cannot be decoded does not leave."] =
            "Anfragen werden vollständig dekodiert und Feld für Feld entschieden; was sich nicht dekodieren lässt, wird nicht übermittelt.",
        ["Free text and addresses of pages are searched for personal data, which is decided like a field of its own."] =
            "Freitexte und Seitenadressen werden auf personenbezogene Daten durchsucht; Funde werden wie eigene Felder entschieden.",
        ["Pseudonyms are keyed by recipient, category and period; the salts of past periods are destroyed."] =
            "Pseudonyme sind je Empfänger, Kategorie und Zeitraum verschlüsselt abgeleitet; die Salze vergangener Zeiträume werden vernichtet.",
        ["Refusals, objections and Global Privacy Control are enforced before anything is sent."] =
            "Ablehnungen, Widersprüche und Global Privacy Control wirken, bevor etwas gesendet wird.",
        ["Proofs of consent are kept for {0} months after their last entry."] = "Nachweise der Einwilligung werden {0} Monate nach dem letzten Eintrag aufbewahrt.",
        ["This page is generated from the policy that the gateway enforces. It covers what passes the gateway, and is no legal advice."] =
            "Diese Seite wird aus der Richtlinie erzeugt, die das Gateway durchsetzt. Sie umfasst, was durch das Gateway läuft, und ist keine Rechtsberatung.",
        ["What can be measured"] = "Was sich messen lässt",
        ["Of visitors who accept everything, under this policy."] = "Bei Besuchern, die allem zustimmen, unter dieser Richtlinie.",
        ["works"] = "möglich",
        ["degraded"] = "eingeschränkt",
        ["impossible"] = "nicht möglich",
        ["State"] = "Stand",
        ["Without the field"] = "Ohne das Feld",
        ["Form"] = "Form",
        ["Fields"] = "Felder",
        ["The dictionary says of no field what is missing without it."] = "Das Wörterbuch sagt von keinem Feld, was ohne es fehlt.",
        ["processor"] = "Auftragsverarbeiter",
        ["jointController"] = "gemeinsam Verantwortlicher",
        ["controller"] = "eigener Verantwortlicher",
        ["consent"] = "Einwilligung",
        ["explicitConsent"] = "ausdrückliche Einwilligung",
        ["contract"] = "Vertrag",
        ["legalObligation"] = "rechtliche Verpflichtung",
        ["vitalInterests"] = "lebenswichtige Interessen",
        ["publicTask"] = "öffentliche Aufgabe",
        ["legitimateInterests"] = "berechtigte Interessen",
        ["strictly necessary"] = "unbedingt erforderlich",
        ["adequacyDecision"] = "Angemessenheitsbeschluss",
        ["standardClauses"] = "Standardvertragsklauseln",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Pieces of what the forms are called, the longer ones first.
    private static readonly (string English, string German)[] GermanForms =
    [
        ("as SHA-256, which the recipient can match", "als SHA-256, vom Empfänger abgleichbar"),
        ("as a pseudonym", "als Pseudonym"),
        (" that changes every day", ", täglich wechselnd"),
        (" that changes every ", ", wechselnd alle "),
        (" and is shared within ", ", gemeinsam innerhalb von "),
        ("replaced by one value for everybody", "ersetzt durch einen Wert für alle"),
        ("with addresses scrubbed", "mit bereinigten Adressen"),
        ("unchanged", "unverändert"),
        ("generalised", "vergröbert"),
        ("truncated", "gekürzt"),
        ("masked", "maskiert"),
        ("in buckets", "in Klassen"),
        ("rounded", "gerundet"),
        ("(keeps ", "(es bleiben "),
        (" days", " Tage"),
    ];

    public string Language { get; } = language;

    public string this[string english] => Language == "de" ? German.GetValueOrDefault(english, english) : english;

    public string Text(ImmutableSortedDictionary<string, string> texts, string otherwise = "") =>
        texts.GetValueOrDefault(Language) ?? texts.GetValueOrDefault("en") ?? texts.Values.FirstOrDefault() ?? otherwise;

    public string Category(PolicySnapshot policy, string key) =>
        policy.CategoryNames.TryGetValue(key, out var names) ? Text(names, key) : key;

    /// <summary>A form in words.</summary>
    public string Form(string english) =>
        Language == "de" ? GermanForms.Aggregate(english, (text, pair) => text.Replace(pair.English, pair.German, StringComparison.Ordinal)) : english;

    /// <summary>The law behind a basis.</summary>
    public string Article(LegalBasis basis) => Language == "de" ? English(basis).Replace("GDPR", "DSGVO", StringComparison.Ordinal) : English(basis);

    private static string English(LegalBasis basis) => basis switch
    {
        LegalBasis.Consent => "GDPR Art. 6(1)(a)",
        LegalBasis.ExplicitConsent => "GDPR Art. 9(2)(a)",
        LegalBasis.Contract => "GDPR Art. 6(1)(b)",
        LegalBasis.LegalObligation => "GDPR Art. 6(1)(c)",
        LegalBasis.VitalInterests => "GDPR Art. 6(1)(d)",
        LegalBasis.PublicTask => "GDPR Art. 6(1)(e)",
        _ => "GDPR Art. 6(1)(f)",
    };
}
