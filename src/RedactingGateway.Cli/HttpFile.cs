using System.Globalization;
using System.Text;

namespace RedactingGateway.Cli;

/// <summary>A captured request: request line, header fields, empty line, body, as the bytes were on the socket.</summary>
internal sealed record HttpFile(string Method, byte[] Target, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    /// <summary>Reads a file; line ends may be CRLF or LF.</summary>
    /// <exception cref="FormatException">Not a request; the message says what is missing.</exception>
    public static HttpFile Parse(ReadOnlySpan<byte> file)
    {
        var first = ReadLine(ref file);
        var parts = Encoding.UTF8.GetString(first).Split(' ');
        if (parts.Length < 2 || parts[1].Length == 0)
        {
            throw new FormatException("The first line must be a request line such as 'POST /t/ga4/g/collect?v=2 HTTP/1.1'.");
        }

        var headers = new List<KeyValuePair<string, string>>();
        while (!file.IsEmpty)
        {
            // As the server reads them: one character an octet.
            var line = Encoding.Latin1.GetString(ReadLine(ref file));
            if (line.Length == 0)
            {
                break;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                throw new FormatException($"Line {headers.Count + 2} is no header field: it has no colon. An empty line must stand before the body.");
            }

            headers.Add(new(line[..colon], line[(colon + 1)..].Trim()));
        }

        return new HttpFile(parts[0].ToUpperInvariant(), Encoding.UTF8.GetBytes(parts[1]), headers, ReadBody(headers, file));
    }

    private static byte[] ReadBody(List<KeyValuePair<string, string>> headers, ReadOnlySpan<byte> rest)
    {
        var chunked = headers.Any(h => h.Key.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)
            && h.Value.Equals("chunked", StringComparison.OrdinalIgnoreCase));
        if (chunked)
        {
            return ReadChunks(rest);
        }

        // Editors add a line end to the file; the length that was sent tells the body from it.
        var length = headers.FirstOrDefault(h => h.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Value;
        return int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes <= rest.Length
            ? rest[..bytes].ToArray()
            : rest.ToArray();
    }

    private static byte[] ReadChunks(ReadOnlySpan<byte> rest)
    {
        using var body = new MemoryStream();
        while (!rest.IsEmpty)
        {
            var size = Encoding.ASCII.GetString(ReadLine(ref rest)).Split(';')[0].Trim();
            if (!int.TryParse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bytes) || bytes > rest.Length)
            {
                throw new FormatException("The chunked body is broken: a chunk's size does not fit.");
            }

            if (bytes == 0)
            {
                break;
            }

            body.Write(rest[..bytes]);
            rest = rest[bytes..];
            ReadLine(ref rest);
        }

        return body.ToArray();
    }

    private static ReadOnlySpan<byte> ReadLine(ref ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        var line = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[(end + 1)..];
        return line.TrimEnd((byte)'\r');
    }
}
