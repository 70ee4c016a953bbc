using System.Collections.Immutable;
using System.Text.Json;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>Reads <c>restrictions:</c>.</summary>
internal sealed class RestrictionBinder(NodeReader reader, DataTaxonomy taxonomy, AddressBinder addresses)
{
    // Each can be lifted by itself, and what is set is kept for all combinations; the vendors know of two at most.
    private const int MaxRestrictions = 4;

    // With the secrets of a site not more than 64: one bit each while a request is walked.
    private const int MaxSettings = 48;

    public ImmutableArray<RestrictionDeclaration> BindAll(MappingReader? restrictions)
    {
        ImmutableArray<RestrictionDeclaration> all = [.. (restrictions?.Entries ?? []).Select(e => Bind(e.Key, e.Value)).OfType<RestrictionDeclaration>()];
        if (restrictions is not null && (all.Length > MaxRestrictions || all.Sum(r => r.Settings.Length) > MaxSettings))
        {
            reader.Diagnostics.Report(
                DiagnosticIds.TooManyStates, restrictions.Owner, $"a dictionary has at most {MaxRestrictions} restrictions, which set {MaxSettings} fields together");
        }

        return all;
    }

    private RestrictionDeclaration? Bind(YamlScalar key, YamlNode value)
    {
        if (reader.Mapping(value, DictionaryKeys.Restriction, key.Span, $"the restriction {DiagnosticBag.Quote(key.Value)}") is not { } members)
        {
            return null;
        }

        var node = members.Required("unless");
        var uses = node is YamlSequence ? reader.Texts(node, "'unless'") : [.. new[] { reader.Text(node, "'unless'") }.OfType<YamlScalar>()];
        ImmutableArray<string> unless = [.. uses.Select(u => CategoryReader.ReadUse(u, taxonomy, reader.Diagnostics)).OfType<string>()];

        var onlyWhereAsked = members.Flag("onlyWhereAsked");
        var settings = (members.Mapping("set", required: true)?.Entries ?? []).SelectMany(e => BindSetting(e.Key, e.Value)).ToImmutableArray();
        members.Finish();
        return unless.IsEmpty ? null : new RestrictionDeclaration(key.Value, unless, onlyWhereAsked, settings);
    }

    private IEnumerable<SettingDeclaration> BindSetting(YamlScalar key, YamlNode value)
    {
        if (reader.Text(value, $"'{key.Value}'", mayBeEmpty: true) is not { } text)
        {
            yield break;
        }

        foreach (var address in addresses.BindExact(key, "a field that is set"))
        {
            var setting = new SettingDeclaration(address, text.Value, key.Span);
            if (!setting.IsWritable)
            {
                reader.Diagnostics.Report(DiagnosticIds.MalformedAddress, key.Span, SettingDeclaration.NotWritable);
            }
            else if (setting.IsInJson && !IsJson(text.Value))
            {
                reader.Diagnostics.Report(DiagnosticIds.InvalidText, text.Span, $"{DiagnosticBag.Quote(text.Value)} is no JSON; a text stands in quotes of its own: '\"text\"'");
            }
            else
            {
                yield return setting;
            }
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
