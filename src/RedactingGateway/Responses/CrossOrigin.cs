using System.Globalization;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Responses;

/// <summary>Lets pages of configured sites read answers (WHATWG Fetch § 3.3), with credentials, by their exact origin; nobody else.</summary>
internal static class CrossOrigin
{
    // 2 hours: Chromium's upper limit for a preflight's life.
    private const string PreflightSeconds = "7200";

    // Header fields that frame a body and that every SDK may set.
    private static readonly string[] FramingHeaders = ["content-type", "content-encoding"];

    /// <summary>Whether the request is a browser's question before a request.</summary>
    public static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.Origin.Count == 1 && request.Headers.AccessControlRequestMethod.Count == 1;

    /// <summary>Adds what an answer of <paramref name="destination"/> to a page of a site, or of one of its own origins, needs.</summary>
    public static bool Apply(HttpContext context, PolicySnapshot policy, CompiledDestination? destination)
    {
        context.Response.Headers.Vary = "Origin";
        if (context.Request.Headers.Origin is not [{ } origin] || (!IsSite(policy, origin) && destination?.Origins.Contains(origin, StringComparer.Ordinal) != true))
        {
            return false;
        }

        context.Response.Headers.AccessControlAllowOrigin = origin;
        context.Response.Headers.AccessControlAllowCredentials = "true";
        return true;
    }

    /// <summary>Answers a preflight for a destination; no event is received by it.</summary>
    public static void AnswerPreflight(HttpContext context, PolicySnapshot policy, CompiledDestination destination)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        AnswerHeaders.Apply(context.Response, SuccessBody.None);
        if (!Apply(context, policy, destination))
        {
            return;
        }

        var headers = context.Response.Headers;
        headers.AccessControlMaxAge = PreflightSeconds;
        headers.AccessControlAllowMethods = string.Join(", ", destination.Endpoints.SelectMany(e => e.Methods).Distinct(StringComparer.Ordinal));
        headers.AccessControlAllowHeaders = string.Join(", ", AllowedHeaders(context.Request, destination));
    }

    private static IEnumerable<string> AllowedHeaders(HttpRequest request, CompiledDestination destination)
    {
        foreach (var name in request.Headers.AccessControlRequestHeaders.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var lower = name.ToLowerInvariant();
            if (FramingHeaders.Contains(lower) || destination.Endpoints.Any(e => e.Headers.Next(System.Text.Encoding.UTF8.GetBytes(lower), out _) is not null))
            {
                yield return lower;
            }
        }
    }

    // By the rule by which a request finds its site: cookies do not tell ports apart, so a host without a port is all of its ports.
    private static bool IsSite(PolicySnapshot policy, string origin)
    {
        var authority = origin.StartsWith("https://", StringComparison.Ordinal) ? origin["https://".Length..]
            : origin.StartsWith("http://", StringComparison.Ordinal) ? origin["http://".Length..] : "";
        var host = new HostString(authority);
        var isOrigin = authority.Length > 0 && authority == (host.Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{host.Host}:{port}") : host.Host);
        return isOrigin && policy.FindSite(authority, host.Host) is not null;
    }
}
