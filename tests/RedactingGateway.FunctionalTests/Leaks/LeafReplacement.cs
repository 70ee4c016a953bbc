using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Leaks;

/// <summary>Replaces a text at every layer at which it stands.</summary>
internal sealed class LeafReplacement(string old, string replacement)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string In(string text) => TextLayers.KindOf(text) switch
    {
        TextKind.Json => InJson(TextLayers.ParseJson(text)!).ToJsonString(Plain),
        TextKind.Lines => string.Join('\n', text.Split('\n').Select(In)),
        TextKind.Form => string.Join('&', text.Split('&').Select(InPair)),
        TextKind.Address => InAddress(text),
        TextKind.Base64 => TextLayers.EncodeBase64(In(TextLayers.DecodeBase64(text)), text),
        TextKind.LzString => LzStringWriter.Write(In(LzString.Decode(text)!)),
        _ => text.Replace(old, replacement, StringComparison.Ordinal),
    };

    private JsonNode InJson(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                return new JsonObject(members.ToList().Select(member => KeyValuePair.Create(member.Key, member.Value is null ? null : InJson(member.Value))));
            case JsonArray items:
                return new JsonArray([.. items.Select(item => item is null ? null : InJson(item))]);
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                return JsonValue.Create(In(value.GetValue<string>()))!;
            default:
                return node.DeepClone();
        }
    }

    private string InPair(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return pair;
        }

        var value = Uri.UnescapeDataString(pair[(equals + 1)..].Replace('+', ' '));
        return pair[..(equals + 1)] + Uri.EscapeDataString(In(value));
    }

    private string InAddress(string address)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal);
        return $"{address[..query].Replace(old, replacement, StringComparison.Ordinal)}?{string.Join('&', address[(query + 1)..].Split('&').Select(InPair))}";
    }
}
