using System.Text;
using RedactingGateway.Core.Policies.Language;

namespace RedactingGateway.Core.Tests.Policies.Language;

/// <summary>Writes the reference page of the language from its definition.</summary>
internal static class ReferenceMarkdown
{
    private static readonly (string Title, MappingKeys Keys)[] Files =
    [
        ("The policy: `gateway.yaml`", PolicyKeys.Policy), ("A dictionary: `protocols/*.yaml`", DictionaryKeys.Dictionary), ("A preset: `presets/*.yaml`", PresetKeys.Preset), ("A taxonomy: `taxonomy/*.yaml`", DictionaryKeys.Taxonomy),
    ];

    public static string Write()
    {
        var text = new StringBuilder();
        text.Append("# Reference: every key\n\nMade from the definition that the parser reads with; do not edit. `schema/*.json` says the same to editors, `README.md` explains it.\n");
        HashSet<MappingKeys> written = new(ReferenceEqualityComparer.Instance);
        foreach (var (title, keys) in Files)
        {
            text.Append($"\n## {title}\n");
            foreach (var mapping in All(keys).Where(written.Add))
            {
                Write(mapping, text);
            }
        }

        return text.ToString();
    }

    /// <summary>A mapping and those below it, each once, parents first.</summary>
    public static IEnumerable<MappingKeys> All(MappingKeys root)
    {
        List<MappingKeys> found = [root];
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(found[i].Keys.SelectMany(k => Below(k.Value)).Where(m => !found.Exists(f => ReferenceEquals(f, m))).Distinct().ToList());
        }

        return found;
    }

    private static IEnumerable<MappingKeys> Below(LanguageValue value) => value switch
    {
        MappingValue mapping => [mapping.Keys],
        ListValue list => Below(list.Item),
        NamedValue named => Below(named.Value),
        AnyOfValue any => any.Values.SelectMany(Below),
        _ => [],
    };

    private static void Write(MappingKeys mapping, StringBuilder text)
    {
        text.Append($"\n### {mapping.Id}\n\n{(mapping.IsChoice ? "One of these keys.\n\n" : mapping.NeedsOneOf.IsEmpty ? "" : $"At least one of {string.Join(", ", mapping.NeedsOneOf.Select(k => $"`{k}`"))}.\n\n")}| key | value | default | meaning |\n|---|---|---|---|\n");
        foreach (var key in mapping.Keys)
        {
            text.Append($"| `{key.Name}` | {Kind(key.Value).Replace("|", "\\|", StringComparison.Ordinal)} | {(key.IsRequired ? "**required**" : key.Default ?? "")} | {key.Meaning} |\n");
        }
    }

    private static string Kind(LanguageValue value) => value switch
    {
        TextValue text => text.What,
        FlagValue => "`true` or `false`",
        WordValue words => string.Join(" ", words.All.Select(w => $"`{w}`")),
        WholeValue whole => $"{whole.Least} to {whole.Most}",
        ListValue list => $"list: {Kind(list.Item)}",
        NamedValue named => $"{named.Name} → {Kind(named.Value)}",
        MappingValue mapping => $"[{mapping.Keys.Id}](#{mapping.Keys.Id.ToLowerInvariant()})",
        AnyOfValue any => string.Join(", or ", any.Values.Select(Kind)),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };
}
