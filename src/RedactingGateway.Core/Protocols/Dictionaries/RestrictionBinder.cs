using System.Collections.Immutable;
using System.Text.Json;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>Reads <c>restrictions:</c>.</summary>
internal sealed class RestrictionBinder(NodeReader reader, DataTaxonomy taxonomy, AddressBinder addresses)
{
    public ImmutableArray<RestrictionDeclaration> BindAll(MappingReader? restrictions) =>
        [.. (restrictions?.Entries ?? []).Select(e => Bind(e.Key, e.Value)).OfType<RestrictionDeclaration>()];

    private RestrictionDeclaration? Bind(YamlScalar key, YamlNode value)
    {
        if (reader.Mapping(value, key.Span, $"the restriction {DiagnosticBag.Quote(key.Value)}") is not { } members)
        {
            return null;
        }

        var unless = members.RequiredText("unless") is { } use ? CategoryReader.ReadUse(use, taxonomy, reader.Diagnostics) : null;

        var settings = (members.Mapping("set", required: true)?.Entries ?? []).SelectMany(e => BindSetting(e.Key, e.Value)).ToImmutableArray();
        members.Finish();
        return unless is null ? null : new RestrictionDeclaration(key.Value, unless, settings);
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
