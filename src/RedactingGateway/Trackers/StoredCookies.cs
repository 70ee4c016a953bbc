using System.Net;
using Microsoft.Extensions.Primitives;
using RedactingGateway.Core.Notices.Trackers;
using RedactingGateway.Core.Signals;
using RedactingGateway.Pipeline;

namespace RedactingGateway.Trackers;

/// <summary>Has the browser delete vendors' cookies that may not be there: those that dictionaries list, that the request carries, and that no vendor with a grant uses.</summary>
/// <remarks>Without a script, and where the site itself set them; <c>trackers.js</c> deletes the rest.</remarks>
internal static class StoredCookies
{
    // 100: an answer's head has limits; what is left is deleted by the next page.
    private const int MaxLines = 100;

    /// <summary>On the way to a site: its pages delete what the visitor's request still carries.</summary>
    public static void Run(HttpContext context, GatewayFeature gateway)
    {
        if (gateway.Site is null || context.Request.Headers.Cookie.Count == 0)
        {
            return;
        }

        var lines = Lines(context.Request, gateway, gateway.Signals);
        if (lines.Count > 0)
        {
            context.Response.OnStarting(() =>
            {
                if (context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true)
                {
                    Add(context.Response, lines);
                }

                return Task.CompletedTask;
            });
        }
    }

    /// <summary>In the answer to a choice.</summary>
    public static void Delete(HttpContext context, GatewayFeature gateway, in VisitorSignals signals) => Add(context.Response, Lines(context.Request, gateway, signals));

    private static void Add(HttpResponse response, List<string> lines) =>
        response.Headers.SetCookie = StringValues.Concat(response.Headers.SetCookie, new StringValues([.. lines]));

    private static List<string> Lines(HttpRequest request, GatewayFeature gateway, in VisitorSignals signals)
    {
        List<string> lines = [];
        var stores = VisitorStores.Decide(gateway.Policy, signals);
        if (!stores.DeletesAny)
        {
            return lines;
        }

        foreach (var name in Names(request.Headers.Cookie))
        {
            var writers = stores.Refused.Where(d => VisitorStores.Lists(d.Stores.Cookies, name)).ToList();
            if (writers.Count == 0 || VisitorStores.Lists(stores.Kept.Cookies, name) || name == gateway.Site?.ChoiceCookieName)
            {
                continue;
            }

            if (lines.Count > MaxLines)
            {
                break;
            }

            // Nobody knows with which domain and path a cookie was set; one that does not fit deletes nothing.
            var secure = name.StartsWith("__", StringComparison.Ordinal) ? "; Secure" : "";
            lines.Add($"{name}=; Max-Age=0; Path=/{secure}");
            lines.AddRange(Domains(request.Host.Host).Select(d => $"{name}=; Max-Age=0; Path=/; Domain={d}{secure}"));
            lines.AddRange(writers.Select(d => $"{name}=; Max-Age=0; Path={d.Path}{secure}"));
        }

        return lines;
    }

    private static IEnumerable<string> Names(StringValues cookies) => cookies
        .SelectMany(c => (c ?? "").Split(';'))
        .Select(c => c.Split('=')[0].Trim(' '))
        .Where(n => n.Length > 0 && n.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '!' or '$' or '%' or '~'))
        .Distinct(StringComparer.Ordinal);

    // The host and its parents, without the last label: no browser takes a cookie for a whole country.
    private static IEnumerable<string> Domains(string host)
    {
        if (IPAddress.TryParse(host, out _))
        {
            yield break;
        }

        var labels = host.Split('.');
        for (var i = 0; i < labels.Length - 1; i++)
        {
            yield return string.Join('.', labels[i..]);
        }
    }
}
