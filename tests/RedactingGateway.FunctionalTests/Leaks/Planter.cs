using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Leaks;

/// <summary>Plants a text at a random place: instead of a leaf, beside one, or as a member that nobody knows.</summary>
/// <param name="tape">The case.</param>
/// <param name="marker">The bare text.</param>
/// <param name="asNewMember">Only as something new, never in a known field.</param>
internal sealed class Planter(Tape tape, string marker, bool asNewMember)
{
    private const int DeepestNesting = 3;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string In(string text) => TextLayers.KindOf(text) switch
    {
        TextKind.Json => InJson(TextLayers.ParseJson(text)!),
        TextKind.Lines => InLines(text),
        TextKind.Form => InForm(text),
        TextKind.Address => InAddress(text),
        TextKind.Base64 => TextLayers.EncodeBase64(In(TextLayers.DecodeBase64(text)), text),
        TextKind.LzString => LzStringWriter.Write(In(LzString.Decode(text)!)),
        _ when asNewMember => text,
        _ => Leaf(text),
    };

    /// <summary>A pair that no dictionary knows: the marker is its value, or its name.</summary>
    public (string Name, string Value) NewPair() => tape.Chance(6) ? (marker, "1") : ($"zz{tape.Letters(6)}", Nested());

    public string InForm(string form)
    {
        var pairs = form.Split('&');
        var at = tape.Next(pairs.Length + 1);
        var equals = at < pairs.Length ? pairs[at].IndexOf('=', StringComparison.Ordinal) : -1;
        if (equals >= 0)
        {
            var value = Uri.UnescapeDataString(pairs[at][(equals + 1)..].Replace('+', ' '));
            var planted = In(value);
            if (planted != value)
            {
                pairs[at] = pairs[at][..(equals + 1)] + Uri.EscapeDataString(planted);
                return string.Join('&', pairs);
            }
        }

        var (name, text) = NewPair();
        return $"{form}&{Uri.EscapeDataString(name)}={Uri.EscapeDataString(text)}";
    }

    private string Nested() => Nesting.Around(marker, tape, DeepestNesting);

    private string Leaf(string text) => tape.Next(3) switch
    {
        0 => $"{text} {Nested()}",
        1 => $"{marker} {text}",
        _ => Nested(),
    };

    private string InAddress(string address)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal);
        return tape.Chance(4) && !asNewMember
            ? $"{address[..query]}/{Uri.EscapeDataString(marker)}{address[query..]}"
            : $"{address[..(query + 1)]}{InForm(address[(query + 1)..])}";
    }

    private string InLines(string text)
    {
        var lines = text.Split('\n');
        var filled = Enumerable.Range(0, lines.Length).Where(index => lines[index].Trim().Length > 0).ToList();
        var at = tape.Pick(filled);
        lines[at] = In(lines[at].TrimEnd('\r')) + (lines[at].EndsWith('\r') ? "\r" : "");

        // The line before may say how long this one is.
        if (at > 0 && TextLayers.ParseJson(lines[at - 1]) is JsonObject header && header.ContainsKey("length"))
        {
            header["length"] = System.Text.Encoding.UTF8.GetByteCount(lines[at]);
            lines[at - 1] = header.ToJsonString(Plain);
        }

        return string.Join('\n', lines);
    }

    private string InJson(JsonNode root)
    {
        List<JsonNode> nodes = [];
        Collect(root, nodes);
        switch (tape.Pick(nodes))
        {
            case JsonObject members:
                var (name, text) = NewPair();
                members[name] = tape.Chance(3) ? new JsonObject { [name] = new JsonArray(text) } : text;
                break;
            case JsonArray items:
                items.Add(asNewMember ? new JsonObject { [NewPair().Name] = Nested() } : Nested());
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && value.Parent is not null:
                var original = value.GetValue<string>();
                var planted = In(original);
                if (planted == original)
                {
                    AddTo(root);
                }
                else
                {
                    value.ReplaceWith(planted);
                }

                break;
            default:
                AddTo(root);
                break;
        }

        return root.ToJsonString(Plain);
    }

    private void AddTo(JsonNode root)
    {
        var members = root as JsonObject ?? (root as JsonArray)?.OfType<JsonObject>().FirstOrDefault();
        if (members is not null)
        {
            members[$"zz{tape.Letters(6)}"] = Nested();
        }
    }

    private static void Collect(JsonNode node, List<JsonNode> nodes)
    {
        nodes.Add(node);
        var children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var child in children.OfType<JsonNode>())
        {
            Collect(child, nodes);
        }
    }
}
