using System.Text.Json;
using Json.Schema;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Tests.Policies.Language;

/// <summary>
/// The parser, the reference page and the schemas say the same: all come from one definition, and one corpus of files holds them together.
/// <c>RGW_APPROVE=1 dotnet test …</c> writes the page and the schemas anew.
/// </summary>
public sealed class LanguageTests
{
    private static readonly string Config = Path.Combine(PolicyCorpus.RepositoryRoot, "config");

    private static readonly (string File, MappingKeys Root, string Title)[] Schemas =
    [
        ("policy.schema.json", PolicyKeys.Policy, "The policy of a RedactingGateway"), ("part.schema.json", PolicyKeys.Part, "A file that the policy of a RedactingGateway includes"),
        ("preset.schema.json", PresetKeys.Preset, "A preset of a RedactingGateway"), ("dictionary.schema.json", DictionaryKeys.Dictionary, "A vendor dictionary of a RedactingGateway"),
    ];

    private static readonly JsonSchema Policy = JsonSchema.FromText(SchemaJson.Write(PolicyKeys.Policy, "policy"));

    private static readonly JsonSchema Dictionary = JsonSchema.FromText(SchemaJson.Write(DictionaryKeys.Dictionary, "dictionary"));

    // What a schema can say: wrong kinds, unknown and missing keys, words outside of their lists, numbers outside of their ranges.
    private static readonly string[] SeenBySchema = ["RGW0109", "RGW0110", "RGW0111", "RGW0112", "RGW0113", "RGW0201", "RGW0205"];

    public static IEnumerable<TheoryDataRow<string>> Cases => PolicyCorpus.Cases.Where(c => Root(c) is not null).Select(c => new TheoryDataRow<string>(c));

    [Fact]
    public void Reference_Page_IsTheDefinition() => Same(Path.Combine(Config, "reference.md"), ReferenceMarkdown.Write());

    [Fact]
    public void Schemas_Files_AreTheDefinition()
    {
        Assert.All(Schemas, s => Same(Path.Combine(Config, "schema", s.File), SchemaJson.Write(s.Root, s.Title)));
    }

    [Fact]
    public void Shipped_Files_FitTheirSchemas()
    {
        AssertFits(Policy, Path.Combine(Config, "gateway.yaml"));
        Assert.All(Directory.GetFiles(Path.Combine(Config, "presets"), "*.yaml"), f => AssertFits(JsonSchema.FromText(SchemaJson.Write(PresetKeys.Preset, Path.GetFileName(f))), f));
        Assert.All(Directory.GetFiles(Path.Combine(Config, "protocols"), "*.yaml"), f => AssertFits(Dictionary, f));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Validate_Case_AgreesWithTheParser(string name)
    {
        var fits = Fits(Policy, Root(name)!);
        var errors = PolicyCorpus.Load(name).Diagnostics.Where(d => d.Severity == Severity.Error).ToList();
        var own = errors.Where(d => d.Span.File.EndsWith("/gateway.yaml", StringComparison.Ordinal)).ToList();

        // What the schema refuses the parser refuses; what the parser refuses for its shape, the schema refuses.
        Assert.True(fits || own.Count > 0, "the schema refuses what the parser takes");
        Assert.False(fits && own.Exists(d => SeenBySchema.Contains(d.Id)), $"the schema takes what the parser refuses: {string.Join('\n', own)}");
    }

    [Fact]
    public void Corpus_CasesWithoutErrors_HoldEveryKeyOfThePolicy()
    {
        HashSet<(MappingKeys, string)> seen = [];
        foreach (var name in PolicyCorpus.Cases.Where(c => PolicyCorpus.Load(c).Snapshot is not null))
        {
            Collect(LanguageValue.Of(PolicyKeys.Policy), Root(name)!, seen);
        }

        var all = ReferenceMarkdown.All(PolicyKeys.Policy).SelectMany(m => m.Keys.Select(k => (m, k.Name)));
        Assert.Empty(all.Where(k => !seen.Contains(k)).Select(k => $"{k.m.Id}.{k.Name}"));
    }

    [Fact]
    public void Optional_KeyThatIsNotDefined_Throws()
    {
        var reader = new NodeReader(new DiagnosticBag());
        var mapping = new MappingReader(new YamlMapping([], SourceSpan.None), PolicyKeys.Limits, SourceSpan.None, "limits", reader);

        Assert.Throws<ArgumentException>(() => mapping.Optional("speed"));
    }

    private static void Collect(LanguageValue value, YamlNode node, HashSet<(MappingKeys, string)> seen)
    {
        foreach (var part in value.Parts)
        {
            switch (part, node)
            {
                case (MappingValue { Keys: var keys }, YamlMapping mapping):
                    foreach (var (key, inner) in mapping.Entries)
                    {
                        if (keys.Keys.FirstOrDefault(k => k.Name == key.Value) is { } known)
                        {
                            seen.Add((keys, known.Name));
                            Collect(known.Value, inner, seen);
                        }
                    }

                    break;
                case (NamedValue named, YamlMapping mapping):
                    mapping.Entries.ToList().ForEach(e => Collect(named.Value, e.Value, seen));
                    break;
                case (ListValue list, YamlSequence sequence):
                    sequence.Items.ToList().ForEach(i => Collect(list.Item, i, seen));
                    break;
                default:
                    break;
            }
        }
    }

    private static void AssertFits(JsonSchema schema, string file) =>
        Assert.True(Fits(schema, YamlTreeParser.Parse(file, File.ReadAllText(file), new DiagnosticBag()).Root!), $"{file} does not fit its schema");

    private static bool Fits(JsonSchema schema, YamlNode root)
    {
        using var document = JsonDocument.Parse(YamlJson.Of(root)!.ToJsonString());
        return schema.Evaluate(document.RootElement).IsValid;
    }

    // Null where the file is no YAML: nothing to hold against a schema.
    private static YamlMapping? Root(string name)
    {
        var path = Path.Combine(PolicyCorpus.Folder, name, "gateway.yaml");
        var diagnostics = new DiagnosticBag();
        var root = File.Exists(path) ? YamlTreeParser.Parse(path, File.ReadAllText(path), diagnostics).Root : null;
        return diagnostics.HasErrors ? null : root;
    }

    private static void Same(string path, string text)
    {
        if (Environment.GetEnvironmentVariable("RGW_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text);
    }
}
