using System.Diagnostics;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Pipeline;

namespace RedactingGateway.Telemetry;

/// <summary>Spans of requests: ids of the policy, reasons, statuses. No address, no query, no header, and no id that a client sent.</summary>
/// <remarks>
/// Each trace begins at the gateway: a <c>traceparent</c> is written by the client, and would join a vendor's request with a visitor.
/// The server's and the HTTP client's own spans carry addresses and are not listened to.
/// </remarks>
internal static class GatewayTraces
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "RedactingGateway";

    private static readonly ActivitySource Source = new(SourceName);

    // What a client calls its method is its own; these are known (RFC 9110 § 9.3, RFC 5789).
    private static readonly string[] Methods = ["GET", "POST", "PUT", "HEAD", "OPTIONS", "PATCH", "DELETE"];

    /// <summary>Begins the span of a request; null: nobody listens.</summary>
    /// <param name="name">What kind of request it is.</param>
    /// <param name="isCurrent">Whether what happens next belongs to it: log entries name it then, and calls pass it on.</param>
    public static Activity? Begin(string name, bool isCurrent)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var around = Activity.Current;
        Activity.Current = null;
        var span = Source.StartActivity(name, ActivityKind.Server);
        if (!isCurrent || span is null)
        {
            Activity.Current = around;
        }

        return span;
    }

    /// <summary>Adds a stage that has just ended.</summary>
    public static void AddStage(Activity span, string name, DateTimeOffset end, TimeSpan elapsed)
    {
        using var stage = Source.StartActivity(name, ActivityKind.Internal, span.Context, startTime: end - elapsed);
        stage?.SetEndTime(end.UtcDateTime);
    }

    /// <summary>Ends the span of a request to a destination.</summary>
    public static void End(Activity? span, HttpContext context, GatewayFeature gateway)
    {
        if (span is null)
        {
            return;
        }

        Tell(span, context);
        span.SetTag("rgw.destination", gateway.Destination!.Id);
        span.SetTag("rgw.endpoint", gateway.Endpoint?.Name ?? "unknown");
        span.SetTag("rgw.policy", gateway.Policy.Revision);
        if (gateway.Refusal != WithheldReason.None)
        {
            span.SetTag("rgw.withheld", gateway.Refusal.Code());
        }

        if (gateway.Vendor is { } vendor)
        {
            span.SetTag("rgw.vendor.status", vendor.Status ?? 0);
            span.SetStatus(vendor.IsAccepted ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
        }

        span.Dispose();
    }

    /// <summary>Ends the span of a request to a site.</summary>
    public static void EndSite(Activity? span, HttpContext context, GatewayFeature gateway)
    {
        if (span is not null)
        {
            Tell(span, context);
            span.SetTag("rgw.site", gateway.Site?.Id ?? "unknown");
            span.Dispose();
        }
    }

    private static void Tell(Activity span, HttpContext context)
    {
        span.SetTag("http.request.method", Methods.Contains(context.Request.Method, StringComparer.Ordinal) ? context.Request.Method : "_OTHER");
        span.SetTag("http.response.status_code", context.Response.StatusCode);
    }
}
