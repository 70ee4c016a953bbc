using System.Collections.Immutable;

namespace RedactingGateway.Core.Policies.Language;

/// <summary>One key of a mapping: what the parser reads, the reference page tells and editors complete.</summary>
/// <param name="Name">The key.</param>
/// <param name="Value">What stands behind it.</param>
/// <param name="Meaning">What it says, for authors.</param>
internal sealed record LanguageKey(string Name, LanguageValue Value, string Meaning)
{
    public bool IsRequired { get; init; }

    /// <summary>What holds where the key is missing, or null: nothing.</summary>
    public string? Default { get; init; }
}

/// <summary>The keys of one mapping of the language.</summary>
/// <param name="Id">Its name in the schema and on the reference page.</param>
/// <param name="Keys">Its keys, in the order of the reference page.</param>
internal sealed record MappingKeys(string Id, ImmutableArray<LanguageKey> Keys)
{
    /// <summary>Keys of which exactly one stands, such as the names of forms.</summary>
    public bool IsChoice { get; init; }

    /// <summary>Keys of which at least one stands.</summary>
    public ImmutableArray<string> NeedsOneOf { get; init; } = [];

    /// <summary>The key of that name. One that the language does not define cannot be asked for: then reader and reference would say different things.</summary>
    public LanguageKey Key(string name) =>
        Keys.FirstOrDefault(k => k.Name == name) ?? throw new ArgumentException($"the mapping '{Id}' of the language defines no key '{name}'", nameof(name));
}
