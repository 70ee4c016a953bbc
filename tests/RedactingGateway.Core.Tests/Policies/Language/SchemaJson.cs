using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RedactingGateway.Core.Policies.Language;

namespace RedactingGateway.Core.Tests.Policies.Language;

/// <summary>Writes the JSON Schema (draft 2020-12) of one kind of file, for editors of YAML.</summary>
internal static class SchemaJson
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(MappingKeys root, string title)
    {
        var definitions = new JsonObject();
        foreach (var mapping in ReferenceMarkdown.All(root))
        {
            definitions.Add(mapping.Id, Mapping(mapping));
        }

        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
            ["$ref"] = $"#/$defs/{root.Id}",
            ["$defs"] = definitions,
        };
        return $"{schema.ToJsonString(Readable)}\n";
    }

    private static JsonObject Mapping(MappingKeys mapping)
    {
        var properties = new JsonObject();
        foreach (var key in mapping.Keys)
        {
            var value = Value(key.Value);
            value["description"] = key.Default is null ? key.Meaning : $"{key.Meaning}. Default: {key.Default}";
            properties.Add(key.Name, value);
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (mapping.IsChoice)
        {
            schema["minProperties"] = 1;
            schema["maxProperties"] = 1;
        }

        if (!mapping.NeedsOneOf.IsEmpty)
        {
            schema["anyOf"] = new JsonArray([.. mapping.NeedsOneOf.Select(k => (JsonNode)new JsonObject { ["required"] = new JsonArray(k) })]);
        }

        if (mapping.Keys.Any(k => k.IsRequired))
        {
            schema["required"] = new JsonArray([.. mapping.Keys.Where(k => k.IsRequired).Select(k => (JsonNode)k.Name)]);
        }

        return schema;
    }

    private static JsonObject Value(LanguageValue value) => value switch
    {
        // YAML sees numbers and booleans where an author writes a text without quotes.
        TextValue => new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
        FlagValue => new JsonObject { ["type"] = "boolean" },
        WordValue words => new JsonObject { ["enum"] = new JsonArray([.. words.All.Select(Word)]) },
        WholeValue whole => new JsonObject { ["type"] = "integer", ["minimum"] = whole.Least, ["maximum"] = whole.Most },
        ListValue { MayBeEmpty: true } list => new JsonObject { ["type"] = "array", ["items"] = Value(list.Item) },
        ListValue list => new JsonObject { ["type"] = "array", ["items"] = Value(list.Item), ["minItems"] = 1 },
        NamedValue { MayBeEmpty: true } named => new JsonObject { ["type"] = "object", ["additionalProperties"] = Value(named.Value) },
        NamedValue named => new JsonObject { ["type"] = "object", ["additionalProperties"] = Value(named.Value), ["minProperties"] = 1 },
        MappingValue mapping => new JsonObject { ["$ref"] = $"#/$defs/{mapping.Keys.Id}" },
        AnyOfValue any => new JsonObject { ["anyOf"] = new JsonArray([.. any.Values.Select(v => (JsonNode)Value(v))]) },
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private static JsonNode Word(string word) => int.TryParse(word, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : word;
}
