using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace RedactingGateway.FunctionalTests.Leaks;

/// <summary>Puts a text into a random nesting of encodings, as sites and SDKs do.</summary>
internal static class Nesting
{
    private const int Kinds = 9;

    public static string Around(string text, Tape tape, int depth)
    {
        for (var level = tape.Next(depth + 1); level > 0; level--)
        {
            text = Once(text, tape);
        }

        return text;
    }

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public static string Json(string name, string text) => new JsonObject { [name] = text }.ToJsonString();

    private static string Once(string text, Tape tape) => tape.Next(Kinds) switch
    {
        0 => $"Hallo, hier ist {text}, bitte melden.",
        1 => Json(tape.Letters(4), text),
        2 => $"[{Json(tape.Letters(4), text)}]",
        3 => Base64(Json(tape.Letters(4), text)),
        4 => Base64(Json(tape.Letters(4), text)).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        5 => Uri.EscapeDataString(text),
        6 => $"https://shop.example.com/danke?{tape.Letters(4)}={Uri.EscapeDataString(text)}",
        7 => $"a=1&{tape.Letters(4)}={Uri.EscapeDataString(text)}",
        _ => Convert.ToBase64String(Gzip(Encoding.UTF8.GetBytes(text))),
    };

    public static byte[] Gzip(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            stream.Write(bytes);
        }

        return compressed.ToArray();
    }

    public static byte[] Zlib(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var stream = new ZLibStream(compressed, CompressionLevel.Fastest))
        {
            stream.Write(bytes);
        }

        return compressed.ToArray();
    }
}
