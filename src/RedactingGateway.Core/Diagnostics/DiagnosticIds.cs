using System.Collections.Immutable;

namespace RedactingGateway.Core.Diagnostics;

/// <summary>Every kind of problem, by range: 01xx files and YAML, 02xx names, 03xx dictionaries, 04xx forms, 05xx destinations and sites, 4xxx law.</summary>
public static class DiagnosticIds
{
    internal static readonly DiagnosticRule MoreProblems = new("RGW0100", "more problems than are shown", Severity.Info);
    internal static readonly DiagnosticRule FileUnreadable = new("RGW0101", "a file cannot be read", Severity.Error);
    internal static readonly DiagnosticRule NotYaml = new("RGW0102", "not YAML", Severity.Error);
    internal static readonly DiagnosticRule TabIndentation = new("RGW0103", "a tab in the indentation", Severity.Error);
    internal static readonly DiagnosticRule DuplicateKey = new("RGW0104", "a key stands twice", Severity.Error);
    internal static readonly DiagnosticRule YamlShorthand = new("RGW0105", "an anchor, alias or tag", Severity.Error);
    internal static readonly DiagnosticRule SeveralDocuments = new("RGW0106", "several documents in one file", Severity.Error);
    internal static readonly DiagnosticRule TooLarge = new("RGW0107", "a file is too large or too deep", Severity.Error);
    internal static readonly DiagnosticRule NotUtf8 = new("RGW0108", "a file is not UTF-8", Severity.Error);
    internal static readonly DiagnosticRule WrongKind = new("RGW0109", "a mapping, list or text where another is due", Severity.Error);
    internal static readonly DiagnosticRule UnknownKey = new("RGW0110", "an unknown key", Severity.Error);
    internal static readonly DiagnosticRule MissingKey = new("RGW0111", "a required key is missing", Severity.Error);
    internal static readonly DiagnosticRule NotABoolean = new("RGW0112", "neither true nor false", Severity.Error);
    internal static readonly DiagnosticRule InvalidNumber = new("RGW0113", "not a number of the allowed range", Severity.Error);
    internal static readonly DiagnosticRule InvalidText = new("RGW0114", "a text of the wrong shape", Severity.Error);
    internal static readonly DiagnosticRule EnvironmentReference = new("RGW0115", "a reference to the environment that cannot be followed", Severity.Error);
    internal static readonly DiagnosticRule IncludeNotFollowed = new("RGW0116", "an include that cannot be followed", Severity.Error);

    internal static readonly DiagnosticRule UnsupportedVersion = new("RGW0201", "an unsupported version", Severity.Error);
    internal static readonly DiagnosticRule MalformedId = new("RGW0202", "a malformed name", Severity.Error);
    internal static readonly DiagnosticRule UnknownCategory = new("RGW0203", "an unknown data category", Severity.Error);
    internal static readonly DiagnosticRule UnknownUse = new("RGW0204", "an unknown data use", Severity.Error);
    internal static readonly DiagnosticRule UnknownWord = new("RGW0205", "a word outside its list", Severity.Error);
    internal static readonly DiagnosticRule UnknownCountry = new("RGW0206", "an unknown country", Severity.Error);
    internal static readonly DiagnosticRule UnknownPurpose = new("RGW0207", "an unknown purpose", Severity.Error);
    internal static readonly DiagnosticRule UnknownRecipient = new("RGW0208", "an unknown recipient", Severity.Error);
    internal static readonly DiagnosticRule UnknownProtocol = new("RGW0209", "an unknown protocol", Severity.Error);
    internal static readonly DiagnosticRule NamedTwice = new("RGW0210", "something is named twice", Severity.Error);
    internal static readonly DiagnosticRule MissingParent = new("RGW0211", "a taxonomy key without its parent", Severity.Error);
    internal static readonly DiagnosticRule UnusedPurpose = new("RGW0212", "a purpose that no destination uses", Severity.Warning);
    internal static readonly DiagnosticRule ApprovalOutdated = new("RGW0213", "an approval of something else", Severity.Warning);
    internal static readonly DiagnosticRule AcceptsNothing = new("RGW0214", "an acceptance of nothing", Severity.Warning);
    internal static readonly DiagnosticRule UnknownPreset = new("RGW0215", "an unknown preset", Severity.Error);
    internal static readonly DiagnosticRule WiderThanPreset = new("RGW0216", "wider than a preset", Severity.Error);
    internal static readonly DiagnosticRule Placeholder = new("RGW0217", "something that a person must fill in", Severity.Info);
    internal static readonly DiagnosticRule DeprecatedKey = new("RGW0218", "a key of the taxonomy that is no longer used", Severity.Warning);
    internal static readonly DiagnosticRule UnusedGroup = new("RGW0219", "a group that nothing names", Severity.Warning);

    internal static readonly DiagnosticRule MalformedAddress = new("RGW0301", "a malformed address", Severity.Error);
    internal static readonly DiagnosticRule AddressFitsNowhere = new("RGW0302", "an address that fits no endpoint", Severity.Error);
    internal static readonly DiagnosticRule OverlappingPatterns = new("RGW0303", "overlapping name patterns", Severity.Error);
    internal static readonly DiagnosticRule AddressTie = new("RGW0304", "two equally specific addresses for one field", Severity.Error);
    internal static readonly DiagnosticRule MalformedLayers = new("RGW0305", "a malformed chain of encodings", Severity.Error);
    internal static readonly DiagnosticRule LayerWithoutAs = new("RGW0306", "an address into a field that is not decoded", Severity.Error);
    internal static readonly DiagnosticRule OpenStructural = new("RGW0307", "a structural field without a closed set of values", Severity.Error);
    internal static readonly DiagnosticRule MalformedPattern = new("RGW0308", "a malformed pattern", Severity.Error);
    internal static readonly DiagnosticRule ContradictoryField = new("RGW0309", "a field description that contradicts itself", Severity.Error);
    internal static readonly DiagnosticRule PathPlaceholder = new("RGW0310", "a path placeholder without its structural field", Severity.Error);
    internal static readonly DiagnosticRule MalformedShape = new("RGW0311", "a malformed shape of identifiers", Severity.Error);
    internal static readonly DiagnosticRule MalformedEndpoint = new("RGW0312", "a malformed endpoint", Severity.Error);
    internal static readonly DiagnosticRule TooManyStates = new("RGW0313", "addresses that are too intricate together", Severity.Error);

    internal static readonly DiagnosticRule UnknownForm = new("RGW0401", "an unknown form", Severity.Error);
    internal static readonly DiagnosticRule FormParameters = new("RGW0402", "wrong parameters of a form", Severity.Error);
    internal static readonly DiagnosticRule FormDoesNotFit = new("RGW0403", "a form that does not fit a field", Severity.Error);
    internal static readonly DiagnosticRule DifferentForms = new("RGW0404", "different forms without a joint one", Severity.Error);
    internal static readonly DiagnosticRule RequiredNeverAllowed = new("RGW0405", "a required field that may never leave", Severity.Warning);
    internal static readonly DiagnosticRule CategoryNeverSent = new("RGW0406", "an allowed category that no destination can send", Severity.Warning);
    internal static readonly DiagnosticRule MissingBecause = new("RGW0407", "no reason why a category is needed", Severity.Info);

    internal static readonly DiagnosticRule NotMeasured = new("RGW0408", "something that a vendor cannot measure", Severity.Info);
    internal static readonly DiagnosticRule HashWherePseudonym = new("RGW0409", "a hash where a pseudonym would do", Severity.Warning);

    internal static readonly DiagnosticRule MalformedPath = new("RGW0501", "a malformed destination path", Severity.Error);
    internal static readonly DiagnosticRule OverlappingPaths = new("RGW0502", "overlapping destination paths", Severity.Error);
    internal static readonly DiagnosticRule HostKeys = new("RGW0503", "hosts that do not match the dictionary", Severity.Error);
    internal static readonly DiagnosticRule MalformedHost = new("RGW0504", "a malformed host or upstream", Severity.Error);
    internal static readonly DiagnosticRule ForbiddenHost = new("RGW0505", "a link-local or metadata address", Severity.Error);
    internal static readonly DiagnosticRule TooManyPurposes = new("RGW0506", "too many purposes for one destination", Severity.Error);
    internal static readonly DiagnosticRule InvalidLimit = new("RGW0507", "a limit outside its range", Severity.Error);
    internal static readonly DiagnosticRule NothingSent = new("RGW0508", "a destination that gets nothing", Severity.Warning);
    internal static readonly DiagnosticRule EventNotTold = new("RGW0509", "a condition that the dictionary cannot tell", Severity.Error);
    internal static readonly DiagnosticRule CookieTooLong = new("RGW0510", "a choice that fits into no cookie", Severity.Error);

    internal static readonly DiagnosticRule TextsIncomplete = new("RGW0601", "texts that a language lacks", Severity.Warning);
    internal static readonly DiagnosticRule TextPlaceholder = new("RGW0602", "a placeholder that nothing stands for", Severity.Error);
    internal static readonly DiagnosticRule MalformedSelector = new("RGW0603", "a selector that cannot be followed", Severity.Error);

    internal static readonly DiagnosticRule InterestMissing = new("RGW4001", "legitimate interests without an interest", Severity.Error);
    internal static readonly DiagnosticRule InterestUnused = new("RGW4002", "an interest with another basis", Severity.Error);
    internal static readonly DiagnosticRule NotStrictlyNecessary = new("RGW4003", "device access that is not strictly necessary", Severity.Error);
    internal static readonly DiagnosticRule BasisDoesNotCarry = new("RGW4004", "a basis that does not carry the use", Severity.Error);
    internal static readonly DiagnosticRule TcfNeedsConsent = new("RGW4005", "a TCF purpose that needs consent", Severity.Error);
    internal static readonly DiagnosticRule TransferWithoutSafeguard = new("RGW4006", "a transfer without a safeguard", Severity.Error);
    internal static readonly DiagnosticRule AllowedThoughNever = new("RGW4007", "allowed although it never leaves", Severity.Error);
    internal static readonly DiagnosticRule NotNamedExactly = new("RGW4008", "a special category or credential that is not named exactly", Severity.Warning);
    internal static readonly DiagnosticRule SpecialNeedsExplicitConsent = new("RGW4009", "a special category without explicit consent", Severity.Error);
    internal static readonly DiagnosticRule DeviceWithoutConsent = new("RGW4010", "a field of the device without consent", Severity.Warning);
    internal static readonly DiagnosticRule ProfilingNeedsConsent = new("RGW4011", "profiling on legitimate interests", Severity.Error);
    internal static readonly DiagnosticRule ProfilingWithoutRefusal = new("RGW4012", "profiling that a signal cannot refuse", Severity.Error);
    internal static readonly DiagnosticRule SafeguardNotChecked = new("RGW4013", "a safeguard that nobody looked at for a year", Severity.Warning);
    internal static readonly DiagnosticRule ConsentWithoutNotice = new("RGW4014", "consent that nobody is asked for", Severity.Warning);
    internal static readonly DiagnosticRule TransparencyNotLinked = new("RGW4015", "a site that does not link its transparency page", Severity.Warning);
    internal static readonly DiagnosticRule PresetConditions = new("RGW4016", "a preset whose conditions do not hold", Severity.Error);
    internal static readonly DiagnosticRule ArrangementMissing = new("RGW4017", "joint controllers without the essence of their arrangement", Severity.Error);

    /// <summary>All of them, in the order of their ids.</summary>
    public static ImmutableArray<DiagnosticRule> All { get; } =
    [
        MoreProblems, FileUnreadable, NotYaml, TabIndentation, DuplicateKey, YamlShorthand, SeveralDocuments, TooLarge, NotUtf8, WrongKind,
        UnknownKey, MissingKey, NotABoolean, InvalidNumber, InvalidText, EnvironmentReference, IncludeNotFollowed,
        UnsupportedVersion, MalformedId, UnknownCategory, UnknownUse, UnknownWord, UnknownCountry, UnknownPurpose, UnknownRecipient,
        UnknownProtocol, NamedTwice, MissingParent, UnusedPurpose, ApprovalOutdated, AcceptsNothing, UnknownPreset, WiderThanPreset, Placeholder,
        DeprecatedKey, UnusedGroup,
        MalformedAddress, AddressFitsNowhere, OverlappingPatterns, AddressTie, MalformedLayers, LayerWithoutAs, OpenStructural,
        MalformedPattern, ContradictoryField, PathPlaceholder, MalformedShape, MalformedEndpoint, TooManyStates,
        UnknownForm, FormParameters, FormDoesNotFit, DifferentForms, RequiredNeverAllowed, CategoryNeverSent, MissingBecause, NotMeasured,
        HashWherePseudonym,
        MalformedPath, OverlappingPaths, HostKeys, MalformedHost, ForbiddenHost, TooManyPurposes, InvalidLimit, NothingSent, EventNotTold, CookieTooLong,
        TextsIncomplete, TextPlaceholder, MalformedSelector,
        InterestMissing, InterestUnused, NotStrictlyNecessary, BasisDoesNotCarry, TcfNeedsConsent, TransferWithoutSafeguard,
        AllowedThoughNever, NotNamedExactly, SpecialNeedsExplicitConsent,
        DeviceWithoutConsent, ProfilingNeedsConsent, ProfilingWithoutRefusal, SafeguardNotChecked, ConsentWithoutNotice, TransparencyNotLinked, PresetConditions,
        ArrangementMissing,
    ];
}
