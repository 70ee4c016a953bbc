using Microsoft.Net.Http.Headers;

namespace RedactingGateway.Pipeline;

/// <summary>Refuses requests whose length two HTTP parsers may read differently, although the server itself could read them (RFC 9112 § 6.1, § 11.2).</summary>
internal static class StrictFraming
{
    // Where a request has a transfer coding, the server moves its length there.
    private const string SetAsideLength = "X-Content-Length";

    /// <summary>Whether the request has one length only; if not, it is answered and its connection ends after it.</summary>
    public static bool Check(HttpContext context)
    {
        var headers = context.Request.Headers;
        var coding = headers.TransferEncoding;
        if (coding.Count == 0 || (coding is [{ } only] && only.Equals("chunked", StringComparison.OrdinalIgnoreCase) && !headers.ContainsKey(SetAsideLength)))
        {
            return true;
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.Headers[HeaderNames.Connection] = "close";
        return false;
    }
}
