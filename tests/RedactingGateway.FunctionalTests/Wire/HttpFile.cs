using System.Globalization;
using System.Text;

namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>Reads the bytes of an HTTP/1.1 request from a file.</summary>
internal static class HttpFile
{
    public static WireRequest Read(string path, bool chunked)
    {
        var bytes = File.ReadAllBytes(path);
        var headLength = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        if (headLength < 0)
        {
            throw new InvalidDataException($"{path} has no end of headers.");
        }

        var lines = Encoding.Latin1.GetString(bytes, 0, headLength).Split("\r\n");
        var requestLine = lines[0].Split(' ');
        var body = bytes[(headLength + 4)..];
        return new WireRequest(
            requestLine[0],
            requestLine[1],
            [.. lines.Skip(1).Select(ReadHeader)],
            chunked ? Dechunk(body) : body);
    }

    private static KeyValuePair<string, string> ReadHeader(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return new(line[..colon], line[(colon + 1)..].Trim(' ', '\t'));
    }

    internal static byte[] Dechunk(ReadOnlySpan<byte> framed)
    {
        var body = new List<byte>(framed.Length);
        while (true)
        {
            var lineEnd = framed.IndexOf("\r\n"u8);
            var line = Encoding.ASCII.GetString(framed[..lineEnd]);
            var size = int.Parse(line.Split(';')[0].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
            {
                return [.. body];
            }

            framed = framed[(lineEnd + 2)..];
            body.AddRange(framed[..size]);
            framed = framed[(size + 2)..];
        }
    }
}
