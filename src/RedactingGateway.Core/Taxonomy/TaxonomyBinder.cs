using System.Collections.Frozen;
using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Protocols.Dictionaries;

namespace RedactingGateway.Core.Taxonomy;

/// <summary>Reads <c>taxonomy/*.yaml</c>: keys whose parents are what stands before their last dot, and who issues which click id.</summary>
internal sealed class TaxonomyBinder(NodeReader reader)
{
    private readonly Dictionary<string, YamlScalar> _categories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YamlScalar> _uses = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, string>> _clickIds = [];
    private readonly HashSet<string> _special = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YamlScalar> _deprecated = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableSortedDictionary<string, string>> _names = new(StringComparer.Ordinal);

    public static DataTaxonomy Bind(IEnumerable<YamlDocument> documents, NodeReader reader)
    {
        var binder = new TaxonomyBinder(reader);
        foreach (var document in documents)
        {
            binder.Add(document);
        }

        binder.CheckParents(binder._categories, "data category");
        binder.CheckParents(binder._uses, "data use");
        binder.CheckDeprecated();
        return new DataTaxonomy(
            binder._categories.Keys.ToFrozenSet(StringComparer.Ordinal), binder._uses.Keys.ToFrozenSet(StringComparer.Ordinal),
            binder._special.ToFrozenSet(StringComparer.Ordinal))
        {
            ClickIds = [.. binder._clickIds],
            Deprecated = binder._deprecated.ToFrozenDictionary(d => d.Key, d => d.Value.Value, StringComparer.Ordinal),
            Names = binder._names.ToFrozenDictionary(StringComparer.Ordinal),
        };
    }

    private void Add(YamlDocument document)
    {
        if (document.Root is null)
        {
            return;
        }

        var root = new MappingReader(document.Root, DictionaryKeys.Taxonomy, new SourceSpan(document.File, 1, 1, 1, 1), "a taxonomy", reader);
        var source = root.Mapping("source");
        foreach (var entry in source?.Entries ?? [])
        {
            source!.Text(entry.Key.Value);
        }

        AddKeys(root.Mapping("categories"), _categories, _special);
        AddKeys(root.Mapping("uses"), _uses, special: null);
        AddClickIds(root.Mapping("clickIds"));
        root.Finish();
    }

    private void AddClickIds(MappingReader? vendors)
    {
        foreach (var (key, value) in vendors?.Entries ?? [])
        {
            if (ClickIdBinder.BindVendor(key, reader.Diagnostics) is { } vendor)
            {
                _clickIds.AddRange(ClickIdBinder.Bind(value, reader).Select(id => KeyValuePair.Create(id, vendor)));
            }
        }
    }

    private void AddKeys(MappingReader? keys, Dictionary<string, YamlScalar> into, HashSet<string>? special)
    {
        foreach (var (key, value) in keys?.Entries ?? [])
        {
            if (!into.TryAdd(key.Value, key))
            {
                reader.Diagnostics.Report(DiagnosticIds.NamedTwice, key.Span, $"'{key.Value}' stands in {into[key.Value].Span.FileAndLine} already");
            }

            if (value is YamlScalar { IsNull: true } || reader.Mapping(value, special is null ? DictionaryKeys.Use : DictionaryKeys.Category, key.Span, $"'{key.Value}'") is not { } members)
            {
                continue;
            }

            _names[key.Value] = BindName(members, "name");
            BindName(members, "description");
            if (special is not null && members.Flag("special"))
            {
                special.Add(key.Value);
            }

            if (members.Text("deprecated") is { } instead)
            {
                _deprecated[key.Value] = instead;
            }

            members.Finish();
        }
    }

    // What an author is sent to must be there, of the same kind, and not be deprecated itself.
    private void CheckDeprecated()
    {
        foreach (var (key, instead) in _deprecated)
        {
            var keys = _categories.ContainsKey(key) ? _categories : _uses;
            if (!keys.ContainsKey(instead.Value) || _deprecated.ContainsKey(instead.Value))
            {
                reader.Diagnostics.Report(
                    ReferenceEquals(keys, _categories) ? DiagnosticIds.UnknownCategory : DiagnosticIds.UnknownUse, instead.Span,
                    $"'{key}' is deprecated, and {DiagnosticBag.Quote(instead.Value)} is nothing to use instead");
            }
        }
    }

    // In one language, or by language.
    private ImmutableSortedDictionary<string, string> BindName(MappingReader members, string key)
    {
        if (members.Optional(key) is YamlMapping byLanguage)
        {
            return reader.ByLanguage(byLanguage, $"'{key}'");
        }

        return members.Text(key) is { } text
            ? ImmutableSortedDictionary<string, string>.Empty.Add(DataTaxonomy.DefaultLanguage, text.Value)
            : ImmutableSortedDictionary<string, string>.Empty;
    }

    private void CheckParents(Dictionary<string, YamlScalar> keys, string what)
    {
        foreach (var (key, scalar) in keys)
        {
            var dot = key.LastIndexOf('.');
            if (dot >= 0 && !keys.ContainsKey(key[..dot]))
            {
                reader.Diagnostics.Report(DiagnosticIds.MissingParent, scalar.Span, $"the {what} '{key}' needs its parent '{key[..dot]}'");
            }
        }
    }
}
