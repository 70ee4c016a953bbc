using System.IO.Compression;

namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>Compressed content, told by the header or by its first bytes.</summary>
internal static class Compression
{
    private const int MaximumLength = 32 * 1024 * 1024;

    /// <summary>Undoes the codings that the header declares. What is declared and is not true stays as it is, to be searched as it is.</summary>
    public static (string Where, byte[] Body) UndoContentEncoding(string? header, byte[] body)
    {
        var where = "";
        foreach (var coding in (header ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            var (name, decoded) = coding.ToUpperInvariant() switch
            {
                "IDENTITY" => ("", body),
                "GZIP" or "X-GZIP" => (">gzip", Gunzip(body)),
                "DEFLATE" => (">zlib", Inflate(body) ?? Read(stream => new DeflateStream(stream, CompressionMode.Decompress), body, allowPart: false)),
                "BR" => (">br", Read(stream => new BrotliStream(stream, CompressionMode.Decompress), body, allowPart: true)),
                // A search that cannot look must not say that it saw nothing.
                _ => throw new NotSupportedException($"This search cannot look into Content-Encoding '{coding}'."),
            };
            if (decoded is null)
            {
                break;
            }

            where += name;
            body = decoded;
        }

        return (where, body);
    }

    /// <summary>Compressed bytes that stand in a text, raw (as Latin-1) or percent-encoded.</summary>
    public static IEnumerable<DecodedValue> InText(string text)
    {
        if (text.Length < 4 || text[0] is not ('\u001f' or 'x' or '(' or '%'))
        {
            return [];
        }

        var bytes = text[0] == '%' ? Percent.DecodeBytes(text) : ByteText.FromLatin1(text);
        return bytes is null ? [] : ByMagic(bytes);
    }

    public static IEnumerable<DecodedValue> ByMagic(byte[] bytes)
    {
        if (bytes is [0x28, 0xB5, 0x2F, 0xFD, ..])
        {
            throw new NotSupportedException("This search cannot look into zstd.");
        }

        var (where, inner) = bytes switch
        {
            [0x1F, 0x8B, 0x08, ..] => (">gzip", Gunzip(bytes)),
            [0x78, var flags, ..] when ((0x78 << 8) + flags) % 31 == 0 => (">zlib", Inflate(bytes)),
            _ => ("", null),
        };
        return inner is null ? [] : ByteText.Readings(inner).Select(text => new DecodedValue(where, text));
    }

    private static byte[]? Gunzip(byte[] bytes) => Read(stream => new GZipStream(stream, CompressionMode.Decompress), bytes, allowPart: true);

    private static byte[]? Inflate(byte[] bytes) => Read(stream => new ZLibStream(stream, CompressionMode.Decompress), bytes, allowPart: false);

    // allowPart: whether what came before a broken end counts. Only where the start is proof enough that this is the format.
    private static byte[]? Read(Func<Stream, Stream> open, byte[] bytes, bool allowPart)
    {
        using var decoded = new MemoryStream();
        using var stream = open(new MemoryStream(bytes));
        var buffer = new byte[16 * 1024];
        try
        {
            for (int count; (count = stream.Read(buffer)) > 0;)
            {
                decoded.Write(buffer, 0, count);
                if (decoded.Length > MaximumLength)
                {
                    throw new NotSupportedException("Decompressed content beyond what this search looks into.");
                }
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            // IOException: "x " is a valid zlib header that asks for a dictionary, and prose may begin so.
            return allowPart && decoded.Length > 0 ? decoded.ToArray() : null;
        }

        return decoded.Length > 0 ? decoded.ToArray() : null;
    }
}
