using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Binding;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Policies.Effective;

/// <summary>A policy as it counts: one text, whatever files and presets it comes from, and each line knows its own.</summary>
public static class EffectivePolicy
{
    /// <summary>Reads it; what is wrong in it is not told here.</summary>
    /// <param name="directory">The author's folder.</param>
    /// <param name="withPresets">Whether groups and presets are written out too, and not only the files put together.</param>
    public static ImmutableArray<EffectiveLine> Read(string directory, bool withPresets) =>
        Read(PolicyFiles.Read(directory, Path.Combine(AppContext.BaseDirectory, "config"), new DiagnosticBag()), withPresets);

    internal static ImmutableArray<EffectiveLine> Read(PolicyFiles files, bool withPresets)
    {
        var ignored = new DiagnosticBag();
        var policy = new PolicyIncludes(files, ignored).Read();
        if (withPresets && PolicyGroups.Expand(policy, ignored) is { Root: { } root } expanded)
        {
            var presets = files.In("presets").Select(f => YamlTreeParser.Parse(f.Shown, f.Text, ignored).Root).OfType<YamlMapping>().ToList();
            policy = expanded with { Root = root with { Entries = [.. root.Entries.Where(e => e.Key.Value != PolicyGroups.Key).Select(e => WithPresets(e, presets))] } };
        }

        var writer = new EffectiveWriter();
        if (policy?.Root is { } written)
        {
            writer.Write(written, indentation: 0, []);
        }

        return writer.Lines;
    }

    private static YamlEntry WithPresets(YamlEntry entry, List<YamlMapping> presets) =>
        entry is { Key.Value: "purposes", Value: YamlMapping purposes }
            ? entry with { Value = purposes with { Entries = [.. purposes.Entries.Select(p => p.Value is YamlMapping purpose ? p with { Value = WithPresets(purpose, presets) } : p)] } }
            : entry;

    // What a preset adds is what the purpose does not say itself; its limits stay limits, in a remark.
    private static YamlMapping WithPresets(YamlMapping purpose, List<YamlMapping> presets)
    {
        var named = new NodeReader(new DiagnosticBag()).Texts(purpose.Find("presets"), "presets")
            .Select(n => presets.Find(p => p.Find("preset") is YamlScalar name && name.Value == n.Value)).OfType<YamlMapping>().ToList();
        List<YamlEntry> entries = [.. purpose.Entries];
        foreach (var key in new[] { "refusedByGpc", "allow" })
        {
            var added = named.SelectMany(p => p.Entries).FirstOrDefault(e => e.Key.Value == key && e.Value is not YamlScalar { Value: "false" });
            if (added.Key is not null && purpose.Find(key) is null)
            {
                entries.Add(added);
            }
        }

        foreach (var never in named.SelectMany(p => p.Entries).Where(e => e.Key.Value == "never"))
        {
            entries.Add(never with { Key = never.Key with { Value = EffectiveWriter.Remark } });
        }

        return purpose with { Entries = [.. entries] };
    }
}
