using System.Text;
using System.Text.Json.Nodes;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Replay;

/// <summary>Adds a field that no dictionary knows at every level of a request.</summary>
internal static class UnknownFields
{
    /// <summary>Stands in every added name and value.</summary>
    public const string Mark = "zzunbekannt";

    private const string Pair = $"{Mark}={Mark}";

    public static (WireRequest Request, int Added) AddTo(WireRequest request)
    {
        var added = 0;
        var question = request.Target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? request.Target : request.Target[..question];
        var query = question < 0 ? "" : AddToForm(request.Target[(question + 1)..], '&', ref added);
        added += question < 0 ? 1 : 0;
        List<KeyValuePair<string, string>> headers = [.. request.Headers, new($"X-{Mark}", Mark), new("Cookie", Pair)];
        added += 2;
        var body = AddToBody(request, ref added);
        return (request with { Target = $"{path}?{(query.Length == 0 ? Pair : query)}", Headers = headers, Body = body }, added);
    }

    private static byte[] AddToBody(WireRequest request, ref int added)
    {
        if (request.Body.Length == 0)
        {
            return [];
        }

        var text = Encoding.UTF8.GetString(request.Body);
        var type = request.Header("Content-Type") ?? "";
        if (type.Contains("boundary=", StringComparison.Ordinal))
        {
            added++;
            var delimiter = "--" + type[(type.IndexOf("boundary=", StringComparison.Ordinal) + "boundary=".Length)..];
            return Encoding.UTF8.GetBytes($"{delimiter}\r\nContent-Disposition: form-data; name=\"{Mark}\"\r\n\r\n{Mark}\r\n{text}");
        }

        if (text.StartsWith('{'))
        {
            return Encoding.UTF8.GetBytes(AddToJson(text, ref added));
        }

        var count = added;
        var lines = text.Split('\n').Select(line =>
        {
            var end = line.EndsWith('\r') ? "\r" : "";
            return AddToForm(line.TrimEnd('\r'), '&', ref count) + end;
        }).ToList();
        added = count;
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    private static string AddToForm(string form, char separator, ref int added)
    {
        var count = added;
        var pairs = form.Split(separator).Select(pair =>
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var value = equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..].Replace('+', ' '));
            if (value.StartsWith('{') || value.StartsWith("[{", StringComparison.Ordinal))
            {
                return $"{pair[..equals]}={Uri.EscapeDataString(AddToJson(value, ref count))}";
            }

            return value.StartsWith("https://", StringComparison.Ordinal) && ++count > 0
                ? $"{pair}{Uri.EscapeDataString((value.Contains('?', StringComparison.Ordinal) ? "&" : "?") + Pair)}"
                : pair;
        }).ToList();
        added = count + 1;
        return $"{string.Join(separator, pairs)}{separator}{Pair}";
    }

    private static string AddToJson(string json, ref int added)
    {
        var node = JsonNode.Parse(json)!;
        Add(node, ref added);
        return node.ToJsonString();
    }

    private static void Add(JsonNode? node, ref int added)
    {
        if (node is JsonObject members)
        {
            foreach (var (_, value) in members.ToList())
            {
                Add(value, ref added);
            }

            members[Mark] = Mark;
            members[$"{Mark}2"] = new JsonObject { [Mark] = Mark };
            members[$"{Mark}3"] = new JsonObject();
            added += 3;
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                Add(item, ref added);
            }
        }
    }
}
