using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace RedactingGateway.Core.Payloads;

/// <summary>How a body or a value is compressed.</summary>
internal enum CompressionKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>RFC 1952.</summary>
    Gzip,

    /// <summary>HTTP's <c>deflate</c>: zlib, RFC 1950.</summary>
    Zlib,

    /// <summary>RFC 7932.</summary>
    Brotli,

    /// <summary>RFC 8878.</summary>
    Zstd,
}

/// <summary>Decompresses under limits and compresses again.</summary>
internal static class Compression
{
    // 64 KiB may come out of any input before the ratio counts: small inputs compress well without being bombs.
    private const int RatioFreeBytes = 64 * 1024;

    // Bytes read at a time; a bomb is stopped at most this far past its limit.
    private const int ChunkBytes = 16 * 1024;

    /// <summary>The compression that a Content-Encoding header names, or null: unknown.</summary>
    public static CompressionKind? FromContentEncoding(string? contentEncoding) => contentEncoding?.Trim().ToLowerInvariant() switch
    {
        null or "" or "identity" => CompressionKind.None,
        "gzip" or "x-gzip" => CompressionKind.Gzip,
        "deflate" => CompressionKind.Zlib,
        "br" => CompressionKind.Brotli,
        "zstd" => CompressionKind.Zstd,
        _ => null,
    };

    /// <summary>The compression of a body whose header names none: browsers' SDKs send gzip and zlib so.</summary>
    public static CompressionKind FromFirstBytes(ReadOnlySpan<byte> data) =>
        IsGzip(data) ? CompressionKind.Gzip : IsZlib(data) ? CompressionKind.Zlib : CompressionKind.None;

    /// <summary>Whether <paramref name="data"/> begins like a zstd frame (RFC 8878 § 3.1.1).</summary>
    public static bool IsZstd(ReadOnlySpan<byte> data) => data is [0x28, 0xB5, 0x2F, 0xFD, ..];

    /// <summary>Whether <paramref name="data"/> begins like zlib with deflate and a window of 32 KiB (RFC 1950 § 2.2), as all encoders write it.</summary>
    public static bool IsZlib(ReadOnlySpan<byte> data) => data is [0x78, _, ..] && BinaryPrimitives.ReadUInt16BigEndian(data) % 31 == 0;

    /// <summary>Whether <paramref name="data"/> begins like gzip with deflate (RFC 1952 § 2.3.1).</summary>
    public static bool IsGzip(ReadOnlySpan<byte> data) => data is [0x1F, 0x8B, 0x08, ..];

    /// <summary>Decompresses <paramref name="data"/>, all of it or nothing.</summary>
    /// <param name="kind">Its format.</param>
    /// <param name="data">Compressed bytes.</param>
    /// <param name="maxBytes">Most bytes that may come out.</param>
    /// <param name="maxRatio">Most bytes that may come out for one that went in, beyond the first 64 KiB.</param>
    /// <param name="output">Takes the decompressed bytes.</param>
    public static LayerOutcome Decompress(CompressionKind kind, ReadOnlyMemory<byte> data, int maxBytes, int maxRatio, PooledBuffer output)
    {
        var most = Math.Min(maxBytes, Math.Max(RatioFreeBytes, (long)data.Length * maxRatio));
        try
        {
            using var source = AsStream(data);
            using Stream stream = kind switch
            {
                CompressionKind.Gzip => new GZipStream(source, CompressionMode.Decompress),
                CompressionKind.Zlib => new ZLibStream(source, CompressionMode.Decompress),
                CompressionKind.Zstd => OpenZstd(source),
                _ => new BrotliStream(source, CompressionMode.Decompress),
            };
            int read;
            while ((read = stream.Read(output.GetSpan(ChunkBytes)[..ChunkBytes])) > 0)
            {
                output.Advance(read);
                if (output.Length > most)
                {
                    return LayerOutcome.Limit;
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or InvalidOperationException or ZstdException)
        {
            return LayerOutcome.Undecodable;
        }

        return IsWhole(kind, data.Span, output.Written) ? LayerOutcome.Changed : LayerOutcome.Undecodable;
    }

    /// <summary>Compresses <paramref name="data"/>.</summary>
    public static void Compress(CompressionKind kind, ReadOnlySpan<byte> data, PooledBuffer output)
    {
        // Fastest: the bytes live for one hop; vendors decode every level alike.
        using var target = new BufferStream(output);
        using Stream stream = kind switch
        {
            CompressionKind.Gzip => new GZipStream(target, CompressionLevel.Fastest),
            CompressionKind.Zlib => new ZLibStream(target, CompressionLevel.Fastest),
            CompressionKind.Zstd => new CompressionStream(target, level: 1),
            _ => new BrotliStream(target, CompressionLevel.Fastest),
        };
        stream.Write(data);
    }

    private static DecompressionStream OpenZstd(Stream source)
    {
        // 8 MiB: the largest window that HTTP clients may ask for (RFC 9659 § 3); without it a small frame asks for gigabytes.
        const int maxWindowLog = 23;
        var stream = new DecompressionStream(source);
        stream.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, maxWindowLog);
        return stream;
    }

    // The streams read a truncated input as if it ended there, and ignore what stands behind the end. The trailers tell:
    // gzip ends with its length modulo 2^32 (RFC 1952 § 2.3.1), zlib with an Adler-32 checksum (RFC 1950 § 2.2).
    private static bool IsWhole(CompressionKind kind, ReadOnlySpan<byte> data, ReadOnlySpan<byte> decoded) => kind switch
    {
        CompressionKind.Gzip => data.Length >= 18 && BinaryPrimitives.ReadUInt32LittleEndian(data[^4..]) == (uint)decoded.Length,
        CompressionKind.Zlib => data.Length >= 6 && BinaryPrimitives.ReadUInt32BigEndian(data[^4..]) == Adler32(decoded),
        _ => !decoded.IsEmpty,
    };

    private static uint Adler32(ReadOnlySpan<byte> data)
    {
        const uint modulus = 65521;

        // 5,552: most bytes before the sums can overflow 32 bits (zlib's NMAX).
        const int block = 5552;
        uint a = 1, b = 0;
        while (!data.IsEmpty)
        {
            foreach (var x in data[..Math.Min(block, data.Length)])
            {
                a += x;
                b += a;
            }

            a %= modulus;
            b %= modulus;
            data = data[Math.Min(block, data.Length)..];
        }

        return (b << 16) | a;
    }

    private static MemoryStream AsStream(ReadOnlyMemory<byte> data) =>
        MemoryMarshal.TryGetArray(data, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(data.ToArray(), writable: false);

    private sealed class BufferStream(PooledBuffer output) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => output.Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer) => output.Write(buffer);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
