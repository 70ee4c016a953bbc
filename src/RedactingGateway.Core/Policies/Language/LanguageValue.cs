using System.Collections.Immutable;

namespace RedactingGateway.Core.Policies.Language;

/// <summary>What may stand behind a key.</summary>
internal abstract record LanguageValue
{
    public static LanguageValue Text { get; } = new TextValue("text");

    public static LanguageValue Flag { get; } = new FlagValue();

    public static LanguageValue ByLanguage { get; } = new NamedValue("language", Text, MayBeEmpty: false);

    /// <summary>A text of some shape, which <paramref name="what"/> names.</summary>
    public static LanguageValue Shaped(string what) => new TextValue(what);

    public static LanguageValue Words(IEnumerable<string> words) => new WordValue([.. words]);

    public static LanguageValue Words<T>()
        where T : struct, Enum => Words(Yaml.WordsOf<T>.All.Keys);

    public static LanguageValue Whole(int least, int most) => new WholeValue(least, most);

    public static LanguageValue List(LanguageValue item, bool mayBeEmpty = true) => new ListValue(item, mayBeEmpty);

    public static LanguageValue Of(MappingKeys keys) => new MappingValue(keys);

    public static LanguageValue Named(string name, LanguageValue value, bool mayBeEmpty = true) => new NamedValue(name, value, mayBeEmpty);

    public static LanguageValue AnyOf(params ReadOnlySpan<LanguageValue> values) => new AnyOfValue([.. values]);

    /// <summary>Keys of the mapping that may stand here; null: none, or one whose keys are names.</summary>
    public MappingKeys? Members => Parts.OfType<MappingValue>().FirstOrDefault()?.Keys;

    /// <summary>The words that may stand here, or null.</summary>
    public WordValue? Word => Parts.OfType<WordValue>().FirstOrDefault();

    /// <summary>This value, or those that it is one of.</summary>
    public IEnumerable<LanguageValue> Parts => this is AnyOfValue any ? any.Values.SelectMany(v => v.Parts) : [this];
}

/// <summary>A text.</summary>
/// <param name="What">Which, in a word or two.</param>
internal sealed record TextValue(string What) : LanguageValue;

/// <summary>true or false.</summary>
internal sealed record FlagValue : LanguageValue;

/// <summary>One of some words.</summary>
internal sealed record WordValue(ImmutableArray<string> All) : LanguageValue;

/// <summary>A whole number of a range.</summary>
internal sealed record WholeValue(int Least, int Most) : LanguageValue;

/// <summary>A list.</summary>
internal sealed record ListValue(LanguageValue Item, bool MayBeEmpty) : LanguageValue;

/// <summary>A mapping whose keys are names.</summary>
/// <param name="Name">What the names are.</param>
/// <param name="Value">What stands behind each.</param>
/// <param name="MayBeEmpty">Whether none may stand there.</param>
internal sealed record NamedValue(string Name, LanguageValue Value, bool MayBeEmpty) : LanguageValue;

/// <summary>A mapping with keys of the language.</summary>
internal sealed record MappingValue(MappingKeys Keys) : LanguageValue;

/// <summary>One of several.</summary>
internal sealed record AnyOfValue(ImmutableArray<LanguageValue> Values) : LanguageValue;
