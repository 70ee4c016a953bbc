using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Protocols.Dictionaries;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Reads <c>presets/*.yaml</c>, and what a purpose takes from those it names.</summary>
internal sealed class PresetBinder(NodeReader reader, DataTaxonomy taxonomy)
{
    private static readonly OrderedDictionary<string, bool> Reuses = new(StringComparer.Ordinal) { ["none"] = true };

    public static IReadOnlyDictionary<string, PresetDeclaration?> BindAll(
        IEnumerable<(YamlDocument Document, bool IsShipped)> documents, YamlDocument? policy, DataTaxonomy taxonomy, DiagnosticBag diagnostics)
    {
        var presets = new Dictionary<string, PresetDeclaration?>(StringComparer.Ordinal);
        var named = Named(policy);
        foreach (var (document, isShipped) in documents)
        {
            // What nobody uses need not fit the author's own taxonomy; its name stays known, for suggestions.
            if (isShipped && document.Root?.Find("preset") is YamlScalar name && !named.Contains(name.Value))
            {
                presets.TryAdd(name.Value, null);
                continue;
            }

            if (new PresetBinder(new NodeReader(diagnostics), taxonomy).Bind(document) is { } preset && !presets.TryAdd(preset.Name, preset))
            {
                diagnostics.Report(DiagnosticIds.NamedTwice, preset.Span, $"the preset '{preset.Name}' is also in {presets[preset.Name]!.Span.File}");
            }
        }

        return presets;
    }

    private static HashSet<string> Named(YamlDocument? policy) =>
        policy?.Root?.Find("purposes") is YamlMapping purposes
            ? [.. purposes.Entries.Select(e => (e.Value as YamlMapping)?.Find("presets")).OfType<YamlSequence>().SelectMany(s => s.Items).OfType<YamlScalar>().Select(p => p.Value)]
            : [];

    /// <summary>Presets that a purpose names.</summary>
    public ImmutableArray<(PresetDeclaration Preset, SourceSpan Span)> Resolve(YamlNode? node, IReadOnlyDictionary<string, PresetDeclaration?> known)
    {
        var named = ImmutableArray.CreateBuilder<(PresetDeclaration, SourceSpan)>();
        foreach (var name in reader.Texts(node, "'presets'"))
        {
            if (!known.TryGetValue(name.Value, out var preset))
            {
                reader.Diagnostics.Report(DiagnosticIds.UnknownPreset, name.Span, $"unknown preset {DiagnosticBag.Quote(name.Value)}", Spelling.Nearest(name.Value, known.Keys));
            }
            else if (preset is not null)
            {
                named.Add((preset, name.Span));
            }
        }

        return named.ToImmutable();
    }

    private PresetDeclaration? Bind(YamlDocument document)
    {
        if (document.Root is null)
        {
            return null;
        }

        var root = new MappingReader(document.Root, PresetKeys.Preset, new SourceSpan(document.File, 1, 1, 1, 1), "a preset", reader);
        var name = root.RequiredText("preset");
        if (root.Mapping("source") is { } source)
        {
            DictionaryBinder.BindSource(source, reader);
        }

        var preset = BindConditions(new PresetDeclaration(name?.Value ?? "", name?.Span ?? root.Owner), root.Mapping("conditions")) with
        {
            IsExempt = root.Flag("exempt"),
            RefusedByGpc = root.Flag("refusedByGpc"),
            Allow = new AllowBinder(reader, taxonomy).Bind(root.Mapping("allow")),
            Never = [.. reader.Texts(root.Optional("never"), "'never'").Select(n => CategoryReader.Read(n, taxonomy, reader.Diagnostics) is { } c ? new NamedCategory(c, n.Span) : null).OfType<NamedCategory>()],
        };
        root.Finish();
        return name is null ? null : preset;
    }

    private PresetDeclaration BindConditions(PresetDeclaration preset, MappingReader? conditions)
    {
        if (conditions is null)
        {
            return preset;
        }

        var bound = preset with
        {
            Regions = PurposeBinder.BindRegions(conditions, reader),
            Uses = [.. reader.Texts(conditions.Optional("uses"), "'uses'").Select(u => CategoryReader.ReadUse(u, taxonomy, reader.Diagnostics)).OfType<string>()],
            Role = conditions.Word("role", WordsOf<RecipientRole>.All),
            ForbidsReuse = conditions.Word("reuse", Reuses) ?? false,
        };
        conditions.Finish();
        return bound;
    }
}
