using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Responses;

/// <summary>Header fields of every answer on a destination's path: these, and none of the vendor's own.</summary>
internal static class AnswerHeaders
{
    // A vendor's answer is served from the site's own origin: nothing in it may run as the site.
    private const string Sandbox = "sandbox; default-src 'none'";

    public static void Apply(HttpResponse response, SuccessBody body)
    {
        var headers = response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Sandbox;
        headers["X-Robots-Tag"] = "noindex";
        if (MediaType(body) is { } type)
        {
            headers.ContentType = type;
        }
    }

    private static string? MediaType(SuccessBody body) => body switch
    {
        SuccessBody.Gif => "image/gif",
        SuccessBody.Json => "application/json",
        SuccessBody.Javascript => "text/javascript; charset=utf-8",
        _ => null,
    };
}
