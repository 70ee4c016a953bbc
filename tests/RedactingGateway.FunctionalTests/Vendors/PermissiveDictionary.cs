using YamlDotNet.RepresentationModel;

namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>A dictionary's copy in which every field may leave, whatever its value: addresses, encodings and endpoints are the vendor's own.</summary>
internal static class PermissiveDictionary
{
    private static readonly string[] Shapes =
        ["type", "pattern", "values", "const", "structural", "category", "source", "pseudonym", "hash", "required", "credential", "subject", "sessionStart"];

    public static string Of(string protocol)
    {
        var dictionary = DictionaryFile.Load(protocol);
        var path = dictionary.Endpoints.SelectMany(endpoint => PathFields(endpoint.Endpoint)).ToHashSet(StringComparer.Ordinal);
        foreach (var (address, field) in dictionary.Fields.ToList())
        {
            Open(field, address, path);
        }

        return dictionary.ToYaml();
    }

    private static void Open(YamlMappingNode field, string address, HashSet<string> path)
    {
        // A path's structural fields tell endpoints apart, so they stay; containers and encodings are the wire format itself.
        if (DictionaryFile.Has(field, "as") || DictionaryFile.Text(field, "type") == "container" || path.Contains(address))
        {
            field.Children.Remove(new YamlScalarNode("required"));
            return;
        }

        foreach (var key in Shapes)
        {
            field.Children.Remove(new YamlScalarNode(key));
        }

        field.Children[new YamlScalarNode("category")] = new YamlScalarNode("system.operations");
        field.Children[new YamlScalarNode("type")] = new YamlScalarNode("string");
        field.Children[new YamlScalarNode("source")] = new YamlScalarNode("site");
    }

    private static IEnumerable<string> PathFields(YamlMappingNode endpoint)
    {
        var path = DictionaryFile.Text((YamlMappingNode)endpoint.Children[new YamlScalarNode("match")], "path") ?? "";
        return path.Split('/').Where(segment => segment is ['{', .., '}']).Select(segment => $"path.{segment[1..^1]}");
    }
}
