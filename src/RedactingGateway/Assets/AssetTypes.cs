using System.Collections.Frozen;

namespace RedactingGateway.Assets;

/// <summary>Which content types a static file may have: none that a browser shows as a document of the site.</summary>
internal static class AssetTypes
{
    private static readonly FrozenSet<string> Static = new[]
    {
        "text/javascript", "application/javascript", "application/x-javascript", "application/json", "text/css",
        "image/gif", "image/png", "image/jpeg", "image/webp", "font/woff2", "application/wasm",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it is the type of a static file.</summary>
    public static bool IsStatic(string contentType)
    {
        var end = contentType.IndexOf(';', StringComparison.Ordinal);
        return Static.Contains((end < 0 ? contentType : contentType[..end]).Trim());
    }
}
