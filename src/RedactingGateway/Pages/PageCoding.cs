using System.IO.Compression;

namespace RedactingGateway.Pages;

/// <summary>Content codings that a page can be read in; it leaves in the one in which it came.</summary>
internal enum PageCoding
{
    /// <summary>None.</summary>
    Identity,

    /// <summary>RFC 1952.</summary>
    Gzip,

    /// <summary>RFC 7932.</summary>
    Brotli,
}

/// <summary>Reads and writes content codings.</summary>
internal static class PageCodings
{
    /// <summary>The coding behind <c>Content-Encoding</c>, or null: it cannot be read.</summary>
    public static PageCoding? Read(string? contentEncoding) => contentEncoding?.Trim().ToLowerInvariant() switch
    {
        null or "" or "identity" => PageCoding.Identity,
        "gzip" or "x-gzip" => PageCoding.Gzip,
        "br" => PageCoding.Brotli,
        _ => null,
    };

    /// <summary>Whether a site may be offered an entry of <c>Accept-Encoding</c>; zstd and deflate are not.</summary>
    public static bool IsKnown(string offer) => offer.Split(';', 2)[0].Trim().ToLowerInvariant() is "gzip" or "x-gzip" or "br" or "identity";

    /// <summary>The decoded body.</summary>
    public static Stream Decode(PageCoding coding, Stream body) => coding switch
    {
        PageCoding.Gzip => new GZipStream(body, CompressionMode.Decompress),
        PageCoding.Brotli => new BrotliStream(body, CompressionMode.Decompress),
        _ => body,
    };

    // Fastest: pages are made while somebody waits; it costs about a tenth in size of what sites use on the fly.
    /// <summary>Writes what is written to it, coded, to <paramref name="target"/>; null: nothing is to be coded.</summary>
    public static Stream? Encode(PageCoding coding, Stream target) => coding switch
    {
        PageCoding.Gzip => new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true),
        PageCoding.Brotli => new BrotliStream(target, CompressionLevel.Fastest, leaveOpen: true),
        _ => null,
    };
}
