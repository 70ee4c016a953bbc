using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Tests.Redaction.Layers;

/// <summary>The structures, written and read without the product: names and the bytes of their values.</summary>
internal static class NestStructure
{
    public const string Boundary = "XnestX";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Codec structure, IReadOnlyList<(string Name, byte[] Value)> parts) => structure switch
    {
        Codec.Json => Json(parts),
        Codec.Form => Join("&", parts.Select(Pair)),
        Codec.Query => [(byte)'?', .. Join("&", parts.Select(Pair))],
        Codec.PackedByDot => Join("~", parts.Select(part => (byte[])[.. Encoding.UTF8.GetBytes($"{part.Name}."), .. part.Value])),
        Codec.PackedByTwo => Join("~", parts.Select(part => (byte[])[.. Encoding.UTF8.GetBytes(part.Name), .. part.Value])),
        Codec.FormLines => Join("\r\n", parts.Chunk(2).Select(line => Join("&", line.Select(Pair)))),
        Codec.JsonLines => [.. Join("\n", parts.Chunk(2).Select(Json)), (byte)'\n'],
        Codec.Envelope => Envelope(parts),
        Codec.Multipart => Multipart(parts),
        _ => throw new ArgumentOutOfRangeException(nameof(structure)),
    };

    public static IEnumerable<(string Name, byte[] Value)> Read(Codec structure, byte[] text)
    {
        var plain = Encoding.Latin1.GetString(text);
        return structure switch
        {
            Codec.Json => ReadJson(text),
            Codec.Form => plain.Split('&').Select(ReadPair),
            Codec.Query => plain[1..].Split('&').Select(ReadPair),
            Codec.PackedByDot => plain.Split('~').Select(part => (part.Split('.')[0], Encoding.Latin1.GetBytes(part[(part.IndexOf('.', StringComparison.Ordinal) + 1)..]))),
            Codec.PackedByTwo => plain.Split('~').Select(part => (part[..2], Encoding.Latin1.GetBytes(part[2..]))),
            Codec.FormLines => plain.Split("\r\n").SelectMany(line => line.Split('&')).Select(ReadPair),
            Codec.JsonLines => plain.Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(line => ReadJson(Encoding.Latin1.GetBytes(line))),
            Codec.Envelope => ReadEnvelope(text),
            Codec.Multipart => plain.Split($"--{Boundary}").Where(part => part.Contains("name=", StringComparison.Ordinal)).Select(ReadPart),
            _ => throw new ArgumentOutOfRangeException(nameof(structure)),
        };
    }

    private static byte[] Join(string separator, IEnumerable<byte[]> parts) =>
        [.. parts.SelectMany((part, index) => index == 0 ? part : [.. Encoding.UTF8.GetBytes(separator), .. part])];

    private static byte[] Pair((string Name, byte[] Value) part) => [.. Encoding.UTF8.GetBytes($"{part.Name}="), .. NestCoding.WritePercent(part.Value)];

    private static (string Name, byte[] Value) ReadPair(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        return (pair[..equals], NestCoding.ReadPercent(Encoding.Latin1.GetBytes(pair[(equals + 1)..].Replace('+', ' '))));
    }

    private static byte[] Json(IReadOnlyList<(string Name, byte[] Value)> parts) => Encoding.UTF8.GetBytes(
        new JsonObject(parts.Select(part => KeyValuePair.Create(part.Name, (JsonNode?)JsonValue.Create(Encoding.UTF8.GetString(part.Value))))).ToJsonString(Plain));

    private static List<(string Name, byte[] Value)> ReadJson(byte[] text) =>
        [.. JsonNode.Parse(text)!.AsObject().Select(member => (member.Key, Encoding.UTF8.GetBytes(member.Value!.GetValue<string>())))];

    private static byte[] Envelope(IReadOnlyList<(string Name, byte[] Value)> parts)
    {
        var payload = Json([.. parts.Skip(1)]);
        return [.. Json([parts[0]]), .. Encoding.UTF8.GetBytes($"\n{{\"type\":\"event\",\"length\":{payload.Length}}}\n"), .. payload, (byte)'\n'];
    }

    private static IEnumerable<(string Name, byte[] Value)> ReadEnvelope(byte[] text)
    {
        var lines = Encoding.UTF8.GetString(text).Split('\n');
        var length = JsonNode.Parse(lines[1])!["length"]!.GetValue<int>();
        Assert.Equal(Encoding.UTF8.GetByteCount(lines[2]), length);
        return ReadJson(Encoding.UTF8.GetBytes(lines[0])).Concat(ReadJson(Encoding.UTF8.GetBytes(lines[2])));
    }

    private static byte[] Multipart(IReadOnlyList<(string Name, byte[] Value)> parts) =>
    [
        .. parts.SelectMany(part => (byte[])[.. Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{part.Name}\"\r\n\r\n"), .. part.Value, .. "\r\n"u8]),
        .. Encoding.UTF8.GetBytes($"--{Boundary}--\r\n"),
    ];

    private static (string Name, byte[] Value) ReadPart(string part)
    {
        var head = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var name = part[(part.IndexOf('"', StringComparison.Ordinal) + 1)..];
        return (name[..name.IndexOf('"', StringComparison.Ordinal)], Encoding.Latin1.GetBytes(part[(head + 4)..^2]));
    }
}
