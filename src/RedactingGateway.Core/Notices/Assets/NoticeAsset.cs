using System.Security.Cryptography;

namespace RedactingGateway.Core.Notices.Assets;

/// <summary>A file that pages load from the site itself, below the gateway's prefix; its name has its content's hash, so that it may be kept forever.</summary>
public sealed class NoticeAsset
{
    // 48 bits tell versions of one file apart.
    private const int NameDigits = 12;

    private NoticeAsset(string file, string mediaType)
    {
        using var stream = typeof(NoticeAsset).Assembly.GetManifestResourceStream($"notices.{file}")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        Bytes = bytes;
        MediaType = mediaType;
        var hash = SHA384.HashData(bytes);
        Integrity = $"sha384-{Convert.ToBase64String(hash)}";
        Name = $"{Path.GetFileNameWithoutExtension(file)}.{Convert.ToHexStringLower(hash)[..NameDigits]}{Path.GetExtension(file)}";
    }

    /// <summary>How notices look.</summary>
    public static NoticeAsset Style { get; } = new("notices.css", "text/css; charset=utf-8");

    /// <summary>Saves a choice without a new page; the notices work without it.</summary>
    public static NoticeAsset Script { get; } = new("notices.js", "text/javascript; charset=utf-8");

    /// <summary>The file of a name, or null.</summary>
    public static NoticeAsset? Find(ReadOnlySpan<char> name) => name.SequenceEqual(Style.Name) ? Style : name.SequenceEqual(Script.Name) ? Script : null;

    /// <summary>Name of the file.</summary>
    public string Name { get; }

    /// <summary>Its content.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Its media type.</summary>
    public string MediaType { get; }

    /// <summary>Its hash, as elements name it (W3C Subresource Integrity § 3.1).</summary>
    public string Integrity { get; }
}
