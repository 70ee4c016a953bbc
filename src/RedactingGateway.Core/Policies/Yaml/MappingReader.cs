using System.Collections.Frozen;
using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Language;

namespace RedactingGateway.Core.Policies.Yaml;

/// <summary>Reads the keys of one mapping; <see cref="Finish"/> reports the keys that nobody asked for.</summary>
/// <param name="mapping">The mapping.</param>
/// <param name="keys">The keys that the language gives it, which alone can be asked for; null: its keys are names.</param>
/// <param name="owner">Where it belongs.</param>
/// <param name="what">What it is, in words for diagnostics.</param>
/// <param name="reader">Reads its values.</param>
internal sealed class MappingReader(YamlMapping mapping, MappingKeys? keys, SourceSpan owner, string what, NodeReader reader)
{
    // Words that authors bring from elsewhere; what they meant here.
    private static readonly FrozenDictionary<string, string> Meant = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["legalBasis"] = "basis",
        ["lawfulBasis"] = "basis",
        ["dataUse"] = "use",
        ["legitimateInterest"] = "interest",
        ["reason"] = "because",
        ["why"] = "because",
        ["treatment"] = "treat",
        ["categories"] = "allow",
        ["vendor"] = "recipient",
        ["dictionary"] = "protocol",
        ["url"] = "hosts",
        ["dpo"] = "dataProtectionOfficer",
        ["enum"] = "values",
        ["regex"] = "pattern",
        ["encoding"] = "as",
        ["domains"] = "hosts",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Where the mapping belongs: its key, for what is missing in it.</summary>
    public SourceSpan Owner { get; } = owner;

    /// <summary>All keys, for mappings whose keys are names.</summary>
    public ImmutableArray<YamlEntry> Entries => mapping.Entries;

    public NodeReader Reader { get; } = reader;

    /// <summary>The value of an optional key, or null.</summary>
    public YamlNode? Optional(string key)
    {
        keys?.Key(key);
        _asked.Add(key);
        foreach (var entry in mapping.Entries)
        {
            if (entry.Key.Value == key)
            {
                if (entry.Value is YamlScalar { IsNull: true })
                {
                    Reader.Diagnostics.Report(DiagnosticIds.WrongKind, entry.Key.Span, $"'{key}' has no value");
                    return new YamlProblem(entry.Value.Span);
                }

                return entry.Value;
            }
        }

        return null;
    }

    /// <summary>The value of a required key; null where it is missing, which is reported.</summary>
    public YamlNode? Required(string key)
    {
        var value = Optional(key);
        if (value is null)
        {
            // A misspelled key is reported as unknown with a suggestion; that it is also missing says nothing new.
            if (!mapping.Entries.Any(e => !_asked.Contains(e.Key.Value) && Suggest(e.Key.Value, [key]) is not null))
            {
                Reader.Diagnostics.Report(DiagnosticIds.MissingKey, Owner, $"{what} needs '{key}'");
            }
        }

        return value;
    }

    public YamlScalar? Text(string key) => Reader.Text(Optional(key), $"'{key}'");

    public YamlScalar? RequiredText(string key) => Reader.Text(Required(key), $"'{key}'");

    public bool Flag(string key) => Reader.Flag(Optional(key), $"'{key}'") ?? false;

    public T? Word<T>(string key, IReadOnlyDictionary<string, T> words)
        where T : struct => Reader.Word(Optional(key), Defined(key, words), $"'{key}'");

    public T? RequiredWord<T>(string key, IReadOnlyDictionary<string, T> words)
        where T : struct => Reader.Word(Required(key), Defined(key, words), $"'{key}'");

    /// <summary>The mapping behind a key; its owner is the key.</summary>
    public MappingReader? Mapping(string key, bool required = false)
    {
        var node = required ? Required(key) : Optional(key);
        return Reader.Mapping(node, keys?.Key(key).Value.Members, KeySpan(key), $"'{key}'");
    }

    /// <summary>Where <paramref name="key"/> stands; the mapping's own place where it does not.</summary>
    public SourceSpan KeySpan(string key)
    {
        foreach (var entry in mapping.Entries)
        {
            if (entry.Key.Value == key)
            {
                return entry.Key.Span;
            }
        }

        return Owner;
    }

    /// <summary>Reports every key that was not asked for.</summary>
    public void Finish()
    {
        foreach (var entry in mapping.Entries)
        {
            var key = entry.Key.Value;
            if (!_asked.Contains(key) && keys?.Keys.Any(k => k.Name == key) == true)
            {
                Reader.Diagnostics.Report(DiagnosticIds.UnknownKey, entry.Key.Span, $"{what} takes no {DiagnosticBag.Quote(key)} beside its other keys");
            }
            else if (!_asked.Contains(key))
            {
                var all = keys?.Keys.Select(k => k.Name) ?? _asked;
                var known = all.Where(k => mapping.Find(k) is null).ToList();
                var suggestion = Suggest(key, known);
                var possible = suggestion is null ? $"; possible: {string.Join(", ", all.Order(StringComparer.Ordinal))}" : "";
                Reader.Diagnostics.Report(DiagnosticIds.UnknownKey, entry.Key.Span, $"{what} has no key {DiagnosticBag.Quote(key)}{possible}", suggestion);
            }
        }
    }

    private IReadOnlyDictionary<string, T> Defined<T>(string key, IReadOnlyDictionary<string, T> words) =>
        keys is null || keys.Key(key).Value.Word is not { } word || word.All.Order(StringComparer.Ordinal).SequenceEqual(words.Keys.Order(StringComparer.Ordinal))
            ? words
            : throw new ArgumentException($"the language defines other words for '{key}' of '{keys.Id}'", nameof(words));

    private static string? Suggest(string key, IReadOnlyCollection<string> known)
    {
        var meant = Meant.FirstOrDefault(m => Spelling.Nearest(key, [m.Key]) == m.Key && known.Contains(m.Value)).Value;
        return Spelling.Nearest(key, known) ?? meant;
    }
}
