using System.Collections.Immutable;
using System.Globalization;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Reads <c>purposes:</c>.</summary>
internal sealed class PurposeBinder(NodeReader reader, DataTaxonomy taxonomy, IReadOnlyDictionary<string, PresetDeclaration?> known)
{
    // IAB TCF v2.2, Purposes 1 to 11.
    private const int LastTcfPurpose = 11;

    private readonly AllowBinder _allow = new(reader, taxonomy);

    /// <summary>Reads one purpose.</summary>
    public static PurposeDeclaration? Bind(
        YamlScalar key, YamlNode value, DataTaxonomy taxonomy, IReadOnlyDictionary<string, PresetDeclaration?> presets, DiagnosticBag diagnostics)
    {
        // Errors of this purpose alone decide whether the plans of its destinations can be judged.
        var own = new DiagnosticBag();
        var purpose = new PurposeBinder(new NodeReader(own), taxonomy, presets).Bind(key, value);
        own.MoveTo(diagnostics);
        return purpose is null ? null : purpose with { IsWhole = !own.HasErrors };
    }

    private PurposeDeclaration? Bind(YamlScalar key, YamlNode value)
    {
        if (reader.Mapping(value, PurposeKeys.Purpose, key.Span, $"the purpose {DiagnosticBag.Quote(key.Value)}") is not { } members)
        {
            return null;
        }

        var use = members.RequiredText("use");
        var presets = new PresetBinder(reader, taxonomy).Resolve(members.Optional("presets"), known);
        var allow = members.Mapping("allow", required: members.Optional("presets") is null);
        var title = reader.ByLanguage(members.Required("title"), "'title'");
        var description = reader.ByLanguage(members.Optional("description"), "'description'");
        var interest = reader.ByLanguage(members.Optional("interest"), "'interest'");
        var (events, pages) = new EventBinder(reader).BindWhen(members.Mapping("when"));
        var purpose = new PurposeDeclaration
        {
            Id = key.Value,
            Span = key.Span,
            Use = use is null ? null : CategoryReader.ReadUse(use, taxonomy, reader.Diagnostics),
            Basis = members.RequiredWord("basis", WordsOf<LegalBasis>.All),
            BasisSpan = members.Optional("basis")?.Span ?? key.Span,
            Interest = interest,
            InterestSpan = members.KeySpan("interest"),
            StrictlyNecessary = BindDeviceAccess(members),
            DeviceAccessSpan = members.KeySpan("deviceAccess"),
            Tcf = BindTcf(members),
            RefusedByGpc = reader.Flag(members.Optional("refusedByGpc"), "'refusedByGpc'") ?? (presets.Any(p => p.Preset.RefusedByGpc) ? true : null),
            Regions = BindRegions(members, reader),
            Introduced = BindDay(members.Text("introduced")),
            Presets = presets,
            Title = title,
            Description = description,
            Events = events,
            Pages = pages,
            Retention = members.Text("retention")?.Value,
            Allow = allow is null ? presets.Select(p => p.Preset.Allow).FirstOrDefault(a => !a.IsEmpty, []) : _allow.Bind(allow),
        };
        if (allow is { Entries.IsEmpty: true })
        {
            reader.Diagnostics.Report(DiagnosticIds.MissingKey, allow.Owner, "'allow' needs at least one category");
        }

        if (members.Optional("presets") is YamlSequence { Items.IsEmpty: true })
        {
            reader.Diagnostics.Report(DiagnosticIds.MissingKey, members.KeySpan("presets"), "'presets' needs at least one preset");
        }
        else if (members.Optional("allow") is null && presets.Length > 0 && purpose.Allow.IsEmpty)
        {
            reader.Diagnostics.Report(DiagnosticIds.MissingKey, key.Span, $"the purpose {DiagnosticBag.Quote(key.Value)} needs 'allow': none of its presets has one");
        }

        members.Finish();
        return purpose;
    }

    private bool BindDeviceAccess(MappingReader members)
    {
        var node = members.Optional("deviceAccess");
        if (node is YamlMapping)
        {
            var access = reader.Mapping(node, PurposeKeys.DeviceAccess, members.KeySpan("deviceAccess"), "'deviceAccess'")!;
            var necessary = access.Mapping("strictlyNecessary", required: true);
            var because = reader.ByLanguage(necessary?.Required("because"), "'because'");
            necessary?.Finish();
            access.Finish();
            return !because.IsEmpty;
        }

        if (reader.Text(node, "'deviceAccess'") is { Value: not "consent" } word)
        {
            var hint = word.Value == "strictlyNecessary" ? "strictlyNecessary needs its reason" : $"'deviceAccess' cannot be {DiagnosticBag.Quote(word.Value)}";
            reader.Diagnostics.Report(DiagnosticIds.UnknownWord, word.Span, $"{hint}; possible: consent, {{ strictlyNecessary: {{ because: {{ en: \"…\" }} }} }}");
        }

        return false;
    }

    private DateOnly? BindDay(YamlScalar? text)
    {
        if (text is null || DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return text is null ? null : DateOnly.ParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        reader.Diagnostics.Report(DiagnosticIds.InvalidText, text.Span, $"{DiagnosticBag.Quote(text.Value)} is no day such as 2026-11-01");
        return null;
    }

    /// <summary>Reads <c>regions:</c>.</summary>
    public static ImmutableArray<string> BindRegions(MappingReader members, NodeReader reader)
    {
        var regions = ImmutableArray.CreateBuilder<string>();
        foreach (var region in reader.Texts(members.Optional("regions"), "'regions'"))
        {
            if (region.Value == Countries.EuropeanEconomicArea)
            {
                regions.AddRange(Countries.InEuropeanEconomicArea);
            }
            else if (Countries.IsRegion(region.Value))
            {
                regions.Add(region.Value);
            }
            else
            {
                reader.Diagnostics.Report(DiagnosticIds.UnknownCountry, region.Span, $"{DiagnosticBag.Quote(region.Value)} is no region: a country code, one with its subdivision such as US-CA, or EEA");
            }
        }

        return regions.ToImmutable();
    }

    private ImmutableArray<(int Number, SourceSpan Span)> BindTcf(MappingReader members)
    {
        var numbers = ImmutableArray.CreateBuilder<(int, SourceSpan)>();
        foreach (var item in reader.Items(members.Optional("tcf"), "'tcf'"))
        {
            if (reader.Whole(item, 1, LastTcfPurpose, "a TCF purpose") is { } number)
            {
                numbers.Add((number, item.Span));
            }
        }

        return numbers.ToImmutable();
    }
}
