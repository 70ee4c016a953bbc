using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>All scalars and all keys of a JSON text.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 512,
    };

    public static bool TryRead(string text, [NotNullWhen(true)] out List<DecodedValue>? leaves)
    {
        leaves = null;
        var trimmed = text.Trim().TrimStart('\uFEFF');
        if (trimmed.Length < 2 || trimmed[0] is not ('{' or '[' or '"'))
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(trimmed), Lenient);
            leaves = [];
            Read(document.RootElement, ">json$", leaves);
            return true;
        }
        catch (JsonException)
        {
            leaves = null;
            return false;
        }
    }

    private static void Read(JsonElement element, string where, List<DecodedValue> leaves)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    var name = NameOf(property);
                    leaves.Add(new DecodedValue($"{where}.{name}(key)", name));
                    Read(property.Value, $"{where}.{name}", leaves);
                }

                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in element.EnumerateArray().Index())
                {
                    Read(item, $"{where}[{index}]", leaves);
                }

                break;
            case JsonValueKind.String:
                leaves.Add(new DecodedValue(where, TextOf(element)));
                break;
            default:
                leaves.Add(new DecodedValue(where, element.GetRawText()));
                break;
        }
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return property.ToString();
        }
    }

    private static string TextOf(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate escape has no string; what stands around it may still be personal.
            return TextViews.UnescapeJson(element.GetRawText());
        }
    }
}
