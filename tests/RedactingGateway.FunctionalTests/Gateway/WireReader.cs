using System.Globalization;
using System.Text;

namespace RedactingGateway.FunctionalTests.Gateway;

/// <summary>Reads HTTP/1.1 messages off a stream without any HTTP library between the test and the bytes.</summary>
internal sealed class WireReader(Stream stream)
{
    private readonly byte[] _one = new byte[1];

    /// <summary>Start line and header fields, or null: the connection ended.</summary>
    public async Task<(string StartLine, List<KeyValuePair<string, string>> Headers)?> ReadHeadAsync(CancellationToken cancellation)
    {
        if (await ReadLineAsync(cancellation) is not { } startLine)
        {
            return null;
        }

        List<KeyValuePair<string, string>> headers = [];
        while (await ReadLineAsync(cancellation) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(new(line[..colon], line[(colon + 1)..].Trim(' ')));
        }

        return (startLine, headers);
    }

    /// <summary>The body that <paramref name="headers"/> announce.</summary>
    public async Task<byte[]> ReadBodyAsync(List<KeyValuePair<string, string>> headers, CancellationToken cancellation)
    {
        if (Find(headers, "Transfer-Encoding") is not null)
        {
            return await ReadChunksAsync(cancellation);
        }

        return Find(headers, "Content-Length") is { } length
            ? await ReadExactlyAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellation)
            : [];
    }

    private static string? Find(List<KeyValuePair<string, string>> headers, string name) =>
        headers.Find(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private async Task<byte[]> ReadChunksAsync(CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var line = await ReadLineAsync(cancellation) ?? throw new EndOfStreamException();
            var size = int.Parse(line, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write(await ReadExactlyAsync(size, cancellation));
            await ReadLineAsync(cancellation);
            if (size == 0)
            {
                return body.ToArray();
            }
        }
    }

    private async Task<byte[]> ReadExactlyAsync(int count, CancellationToken cancellation)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (await stream.ReadAsync(_one, cancellation) == 1)
        {
            if (_one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)_one[0]);
        }

        return line.Length > 0 ? throw new EndOfStreamException() : null;
    }
}
