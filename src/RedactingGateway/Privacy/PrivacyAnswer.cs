using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RedactingGateway.Privacy;

/// <summary>Answers of the privacy pages: their header fields, and how a body is written.</summary>
internal static class PrivacyAnswer
{
    // No script, nothing from elsewhere, in no frame; forms go to the page's own origin.
    private const string ContentSecurityPolicy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Adds what every answer about a visitor's choice carries.</summary>
    public static void Apply(HttpResponse response)
    {
        var headers = response.Headers;
        headers.CacheControl = "no-store";
        headers.Vary = "Cookie, Sec-GPC, DNT, Accept, Accept-Language";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XFrameOptions = "DENY";

        // Not no-referrer: with it browsers send Origin: null with the page's own form.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["X-Robots-Tag"] = "noindex";
    }

    /// <summary>Writes JSON.</summary>
    public static Task JsonAsync<T>(HttpContext context, int status, T document, JsonTypeInfo<T> type, string mediaType = "application/json") =>
        WriteAsync(context, status, mediaType, JsonSerializer.SerializeToUtf8Bytes(document, type));

    /// <summary>Writes a page.</summary>
    public static Task HtmlAsync(HttpContext context, int status, string page) =>
        WriteAsync(context, status, "text/html; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(page));

    /// <summary>Says what is wrong (RFC 9457).</summary>
    public static Task ProblemAsync(HttpContext context, ChoiceProblem problem)
    {
        Prepare(context, problem);
        return JsonAsync(context, problem.Status, new Problem(problem.Title, problem.Status, problem.Detail), PrivacyJson.Default.Problem, "application/problem+json");
    }

    /// <summary>Adds what a problem's answer carries beside its body.</summary>
    public static void Prepare(HttpContext context, ChoiceProblem problem)
    {
        if (problem.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            // One minute: a whole burst is back by then.
            context.Response.Headers.RetryAfter = "60";
        }
    }

    /// <summary>Refuses a method.</summary>
    public static Task MethodNotAllowed(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }

    public static Task WriteAsync(HttpContext context, int status, string mediaType, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body).AsTask();
    }
}
