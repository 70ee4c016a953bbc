using Microsoft.Net.Http.Headers;

namespace RedactingGateway.Pages;

/// <summary>Header fields of a page that was changed, and that is another for another visitor.</summary>
internal static class PageHeaders
{
    // What the page depends on beside its address; whoever keeps it must not give it to others.
    private static readonly string[] DependsOn = ["Cookie", "Sec-GPC", "DNT", "Accept-Language"];

    // They speak of the site's bytes, of parts of them, or to caches between the site and visitors.
    private static readonly string[] NoLongerTrue =
        [HeaderNames.ContentLength, HeaderNames.AcceptRanges, HeaderNames.LastModified, HeaderNames.ContentMD5, "Digest", "Content-Digest", "Repr-Digest", "CDN-Cache-Control", "Surrogate-Control"];

    /// <summary>Makes the header fields say what is true of the changed page.</summary>
    public static void Apply(IHeaderDictionary headers, string variant)
    {
        foreach (var name in NoLongerTrue)
        {
            headers.Remove(name);
        }

        ApplyUnchanged(headers, variant);
    }

    /// <summary>The same for an answer that the page is as it was (304).</summary>
    public static void ApplyUnchanged(IHeaderDictionary headers, string variant)
    {
        if (headers.ETag is { Count: > 0 } tag)
        {
            headers.ETag = PageTag.Write(tag.ToString(), variant);
        }

        headers.CacheControl = Private(headers.CacheControl.ToString());
        var known = headers.Vary.SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries)).ToList();
        if (!known.Contains("*", StringComparer.Ordinal))
        {
            headers.Vary = string.Join(", ", known.Concat(DependsOn).Where(v => v.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase));
        }
    }

    // RFC 9111 § 5.2.2: private keeps shared caches away; how long a browser keeps the page stays the site's to say.
    private static string Private(string said)
    {
        if (said.Length == 0)
        {
            return "private";
        }

        if (!CacheControlHeaderValue.TryParse(said, out var cache))
        {
            return "private, no-cache";
        }

        cache.Public = false;
        cache.SharedMaxAge = null;
        cache.ProxyRevalidate = false;
        cache.Private = !cache.NoStore;
        return cache.ToString();
    }
}
