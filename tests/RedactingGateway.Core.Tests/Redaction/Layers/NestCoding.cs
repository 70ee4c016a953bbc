using System.IO.Compression;
using System.Text;
using RedactingGateway.Core.Protocols;
using RedactingGateway.FunctionalTests.Leaks;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.Core.Tests.Redaction.Layers;

/// <summary>The byte codings, written and read without the product.</summary>
internal static class NestCoding
{
    public static bool IsCompression(Codec coding) => coding is Codec.Gzip or Codec.Zlib or Codec.Brotli or Codec.Zstd;

    public static byte[] Write(Codec coding, byte[] inner) => coding switch
    {
        Codec.Base64 => Encoding.ASCII.GetBytes(Convert.ToBase64String(inner)),
        Codec.Base64Url => Encoding.ASCII.GetBytes(Convert.ToBase64String(inner).TrimEnd('=').Replace('+', '-').Replace('/', '_')),
        Codec.LzString => Encoding.ASCII.GetBytes(LzStringWriter.Write(Encoding.UTF8.GetString(inner))),
        Codec.Percent => WritePercent(inner),
        Codec.Gzip => Compress(inner, stream => new GZipStream(stream, CompressionLevel.Optimal)),
        Codec.Zlib => Compress(inner, stream => new ZLibStream(stream, CompressionLevel.Optimal)),
        Codec.Brotli => Compress(inner, stream => new BrotliStream(stream, CompressionLevel.Optimal)),
        Codec.Zstd => Compress(inner, stream => new ZstdSharp.CompressionStream(stream)),
        _ => throw new ArgumentOutOfRangeException(nameof(coding)),
    };

    public static byte[] Read(Codec coding, byte[] value) => coding switch
    {
        Codec.Base64 or Codec.Base64Url => ReadBase64(Encoding.ASCII.GetString(value)),
        Codec.LzString => Encoding.UTF8.GetBytes(LzString.Decode(Encoding.ASCII.GetString(value))!),
        Codec.Percent => ReadPercent(value),
        Codec.Gzip => Decompress(value, stream => new GZipStream(stream, CompressionMode.Decompress)),
        Codec.Zlib => Decompress(value, stream => new ZLibStream(stream, CompressionMode.Decompress)),
        Codec.Brotli => Decompress(value, stream => new BrotliStream(stream, CompressionMode.Decompress)),
        Codec.Zstd => Decompress(value, stream => new ZstdSharp.DecompressionStream(stream)),
        _ => throw new ArgumentOutOfRangeException(nameof(coding)),
    };

    public static byte[] WritePercent(byte[] bytes) =>
        Encoding.ASCII.GetBytes(string.Concat(bytes.Select(value => char.IsAsciiLetterOrDigit((char)value) ? $"{(char)value}" : $"%{value:X2}")));

    public static byte[] ReadPercent(byte[] text)
    {
        using var bytes = new MemoryStream();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%')
            {
                bytes.WriteByte(Convert.FromHexString(Encoding.ASCII.GetString(text, at + 1, 2))[0]);
                at += 2;
            }
            else
            {
                bytes.WriteByte(text[at]);
            }
        }

        return bytes.ToArray();
    }

    private static byte[] ReadBase64(string text)
    {
        var standard = text.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(standard + new string('=', -standard.Length & 3));
    }

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> open)
    {
        using var compressed = new MemoryStream();
        using (var stream = open(compressed))
        {
            stream.Write(bytes);
        }

        return compressed.ToArray();
    }

    private static byte[] Decompress(byte[] bytes, Func<Stream, Stream> open)
    {
        using var stream = open(new MemoryStream(bytes));
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        return plain.ToArray();
    }
}
