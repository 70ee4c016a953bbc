using RedactingGateway.FunctionalTests.Wire;
using YamlDotNet.RepresentationModel;

namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>A vendor dictionary as plain YAML, read without the product's reader.</summary>
internal sealed class DictionaryFile
{
    private readonly YamlStream _stream = [];

    private DictionaryFile(string text)
    {
        using var reader = new StringReader(text);
        _stream.Load(reader);
    }

    public static string Folder { get; } = Path.Combine(Corpus.RepositoryRoot, "config", "protocols");

    public static IReadOnlyList<string> Protocols { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public YamlMappingNode Root => (YamlMappingNode)_stream.Documents[0].RootNode;

    public string Title => Text(Root, "title") ?? "";

    public IEnumerable<(string Name, YamlMappingNode Endpoint)> Endpoints => Members(Root, "endpoints");

    /// <summary>Keys that the destination's <c>hosts:</c> must have.</summary>
    public IReadOnlyList<string> Hosts =>
    [
        .. Endpoints.Select(endpoint => Text(endpoint.Endpoint, "host")).OfType<string>().Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>All fields with their addresses as written, those of single endpoints included.</summary>
    public IEnumerable<(string Address, YamlMappingNode Field)> Fields =>
        Members(Root, "fields").Concat(Endpoints.SelectMany(endpoint => Members(endpoint.Endpoint, "fields")));

    public IEnumerable<(string Name, YamlMappingNode Restriction)> Restrictions => Members(Root, "restrictions");

    /// <summary>Data uses, one of which a granted purpose must have for a restriction not to be set.</summary>
    public IEnumerable<string> RestrictionUses => Restrictions.Select(restriction => Text(restriction.Restriction, "unless")).OfType<string>().Distinct();

    public static DictionaryFile Load(string protocol) => new(File.ReadAllText(Path.Combine(Folder, $"{protocol}.yaml")));

    public static string? Text(YamlMappingNode mapping, string key) =>
        mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) ? (value as YamlScalarNode)?.Value : null;

    public static bool Has(YamlMappingNode mapping, string key) => mapping.Children.ContainsKey(new YamlScalarNode(key));

    public string ToYaml()
    {
        using var writer = new StringWriter();
        _stream.Save(writer, assignAnchors: false);
        return writer.ToString();
    }

    private static IEnumerable<(string Name, YamlMappingNode Value)> Members(YamlMappingNode mapping, string key) =>
        mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) && value is YamlMappingNode members
            ? members.Children.Where(member => member.Value is YamlMappingNode).Select(member => (((YamlScalarNode)member.Key).Value!, (YamlMappingNode)member.Value))
            : [];
}
