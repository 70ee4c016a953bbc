namespace RedactingGateway.Privacy;

/// <summary>Tells requests of the site's own pages from those that another site made a browser send.</summary>
/// <remarks>
/// Browsers say where a request comes from, and pages cannot change it: <c>Sec-Fetch-Site</c> (Fetch Metadata § 2.3) where the
/// connection is safe, <c>Origin</c> (Fetch § 3.2) on every request that changes something. Without either, nobody vouches for it.
/// </remarks>
internal static class SameOrigin
{
    private const string SecFetchSite = "Sec-Fetch-Site";

    /// <summary>Whether it is certain that a page of this very origin sent the request.</summary>
    public static bool IsProven(HttpRequest request)
    {
        var site = request.Headers[SecFetchSite];
        var origin = request.Headers.Origin;
        return (site.Count, origin.Count) switch
        {
            (1, 0) => site == "same-origin",

            // A page with Referrer-Policy: no-referrer sends its own forms with Origin: null; what the browser says of the site stays true.
            (1, 1) => (site == "same-origin" && origin == "null") || (site[0] is "same-origin" or "none" && IsOwn(request, origin[0])),
            (0, 1) => IsOwn(request, origin[0]),
            _ => false,
        };
    }

    // Behind a proxy that ends TLS the request came by http while the page has https; the other way round there is no such site.
    private static bool IsOwn(HttpRequest request, string? origin) =>
        request.Host.Value is { Length: > 0 } host
        && (string.Equals(origin, $"https://{host}", StringComparison.OrdinalIgnoreCase)
            || (!request.IsHttps && string.Equals(origin, $"http://{host}", StringComparison.OrdinalIgnoreCase)));
}
