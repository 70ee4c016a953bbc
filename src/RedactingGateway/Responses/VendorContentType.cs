using System.Net.Http.Headers;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Responses;

/// <summary>Whether a vendor's body is of the kind that the dictionary declares.</summary>
internal static class VendorContentType
{
    public static bool Fits(HttpContentHeaders headers, SuccessBody kind)
    {
        // We asked for no content coding and tell the client of none.
        if (headers.ContentEncoding.Count > 0 || headers.ContentType is not { MediaType: { } mediaType } type)
        {
            return false;
        }

        var isText = kind is SuccessBody.Json or SuccessBody.Javascript;
        return (!isText || IsUtf8(type.CharSet)) && kind switch
        {
            SuccessBody.Gif => Is(mediaType, "image/gif"),
            SuccessBody.Json => Is(mediaType, "application/json") || Is(mediaType, "text/json"),
            SuccessBody.Javascript => Is(mediaType, "text/javascript") || Is(mediaType, "application/javascript") || Is(mediaType, "application/x-javascript"),
            _ => false,
        };
    }

    private static bool Is(string actual, string expected) => actual.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static bool IsUtf8(string? charset) => charset is null || Is(charset.Trim('"'), "utf-8") || Is(charset.Trim('"'), "us-ascii");
}
