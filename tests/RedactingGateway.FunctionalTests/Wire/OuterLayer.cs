using System.IO.Compression;

namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>The compression around a whole body, told by its first bytes.</summary>
internal static class OuterLayer
{
    /// <summary>gzip, zlib or none; the name, not the bytes, because two compressors may write the same content differently.</summary>
    public static string Of(byte[] body) => body switch
    {
        [0x1F, 0x8B, ..] => "gzip",
        [0x78, var flags, ..] when ((0x78 << 8) + flags) % 31 == 0 => "zlib",
        _ => "",
    };

    public static byte[] Undo(byte[] body) => Of(body) switch
    {
        "gzip" => Read(new GZipStream(new MemoryStream(body), CompressionMode.Decompress)),
        "zlib" => Read(new ZLibStream(new MemoryStream(body), CompressionMode.Decompress)),
        _ => body,
    };

    private static byte[] Read(Stream stream)
    {
        using (stream)
        {
            using var plain = new MemoryStream();
            stream.CopyTo(plain);
            return plain.ToArray();
        }
    }
}
