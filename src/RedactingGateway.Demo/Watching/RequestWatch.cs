using System.Text;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Signals;
using RedactingGateway.Demo.Vendor;
using RedactingGateway.Demo.Visitors;
using RedactingGateway.Pipeline;

namespace RedactingGateway.Demo.Watching;

/// <summary>The demo's end of the gateway's <see cref="RedactionProbe"/>: keeps what came, what was decided and what left, with values.</summary>
internal sealed class RequestWatch(VendorRecords vendor, VisitLog visits)
{
    private int _lastId;

    /// <summary>How requests and recordings are taken apart; set when the policy is known.</summary>
    public VendorSide? Reader { get; set; }

    public RedactionProbe Probe => new(static () => new DecisionTrace(withValues: true), EndedAsync);

    private async Task EndedAsync(HttpContext context, GatewayFeature gateway)
    {
        var headers = context.Request.Headers;
        var visit = headers[VisitLog.VisitHeader].FirstOrDefault();
        var body = await BodyAsync(context, gateway);
        var sent = Headers(headers);
        var received = gateway is { Refusal: WithheldReason.None, Redacted: { } left }
            ? vendor.Take(Encoding.ASCII.GetString(left.Target.Span), left.Body.Span)
            : null;
        var request = new WatchedRequest
        {
            Id = Interlocked.Increment(ref _lastId),
            Destination = gateway.Destination!,
            Visitor = VisitorSwitch.Of(gateway.Signals.Choice, gateway.Signals.Browser.HasFlag(BrowserSignals.GlobalPrivacyControl)),
            Method = context.Request.Method,
            Target = gateway.Target.Text,
            Headers = sent,
            Body = body,
            Refusal = gateway.Refusal,
            Fields = Reader!.Join(Decisions(gateway, sent, body), gateway.Destination!, received),
            Received = received,
        };
        visits.Add(request, visit, headers.Referer);
    }

    // The gateway reads no body where nothing is granted. To show what would have been sent, the demo reads it now.
    private static async Task<byte[]> BodyAsync(HttpContext context, GatewayFeature gateway)
    {
        if (gateway.Body.Length > 0)
        {
            return gateway.Body.WrittenMemory.ToArray();
        }

        using var copy = new MemoryStream();
        try
        {
            if (gateway.Vendor is null)
            {
                await context.Request.Body.CopyToAsync(copy, context.RequestAborted);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client went away, or the body was over a limit: what came is shown.
        }

        return copy.ToArray();
    }

    private IReadOnlyList<FieldDecision> Decisions(GatewayFeature gateway, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] body)
    {
        if (gateway.Trace is { Decisions: { Count: > 0 } taken })
        {
            return [.. taken.Where(IsOfTheClient)];
        }

        return gateway.Endpoint is not { } endpoint ? [] : [.. Reader!.TakeApart(new ReceivedRequest
        {
            Destination = gateway.Destination!,
            Endpoint = endpoint,
            Target = Encoding.ASCII.GetBytes(gateway.Target.Text[gateway.Destination!.Path.Length..]),
            Headers = headers,
            Body = body,
        }).Where(IsOfTheClient)];
    }

    // The demo's own mark on its replays is not something that a page sent.
    private static bool IsOfTheClient(FieldDecision decision) =>
        !decision.Address.Equals("header." + VisitLog.VisitHeader, StringComparison.OrdinalIgnoreCase);

    private static List<KeyValuePair<string, string>> Headers(IHeaderDictionary headers) =>
        [.. headers.Where(static h => h.Key != VisitLog.VisitHeader).SelectMany(static h => h.Value.Select(v => KeyValuePair.Create(h.Key, v ?? "")))];
}
