using System.Globalization;
using System.Text.Json.Nodes;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Tests.Policies.Language;

/// <summary>Our YAML tree as JSON, with plain scalars resolved as editors do (YAML 1.2 § 10.3, core schema).</summary>
internal static class YamlJson
{
    public static JsonNode? Of(YamlNode node) => node switch
    {
        YamlMapping mapping => new JsonObject(mapping.Entries.Select(e => KeyValuePair.Create(e.Key.Value, Of(e.Value)))),
        YamlSequence sequence => new JsonArray([.. sequence.Items.Select(Of)]),
        YamlScalar { IsNull: true } => null,
        YamlScalar { IsPlain: true } scalar => Resolve(scalar.Value),
        YamlScalar scalar => scalar.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static JsonNode Resolve(string text) => text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
        _ => text,
    };
}
