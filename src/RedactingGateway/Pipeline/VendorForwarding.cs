using Microsoft.AspNetCore.Http.Features;
using RedactingGateway.Logging;
using RedactingGateway.Responses;
using Yarp.ReverseProxy.Forwarder;

namespace RedactingGateway.Pipeline;

/// <summary>Step 7. After it the redacted request was sent, or the vendor could not be reached; either way it is known.</summary>
internal sealed class VendorForwarding(TimeProvider time, ILogger<VendorForwarding> logger)
{
    // 15 s: connecting (2 s), the longest silence (10 s) and some time to answer. Beacons outlive their page, not this.
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    public async Task RunAsync(HttpContext context, GatewayFeature gateway, RequestDelegate forward)
    {
        var redacted = gateway.Redacted!;
        var original = context.Request.Body;
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var body = new RedactedBody(redacted.Body);
        context.Request.Body = body;
        context.Request.ContentLength = redacted.Body.Length > 0 ? redacted.Body.Length : null;
        context.Request.Headers.TransferEncoding = default;
        context.Features.Set<IHttpRequestBodyDetectionFeature>(body);

        // Beacons are sent while a page goes away: the client may be gone, the vendor still hears of it.
        context.RequestAborted = timeout.Token;
        gateway.Leaving = redacted;
        try
        {
            await forward(context);
        }
        finally
        {
            gateway.Leaving = null;
            context.Request.Body = original;
        }

        Note(context, gateway);
    }

    private void Note(HttpContext context, GatewayFeature gateway)
    {
        if (gateway.Vendor?.Status is { } status)
        {
            logger.VendorAnswered(gateway.Destination!.Id, status);
            return;
        }

        gateway.Vendor = VendorOutcome.Unreachable;
        var error = context.GetForwarderErrorFeature()?.Error ?? ForwarderError.None;
        logger.VendorFailed(gateway.Destination!.Id, error.ToString());
    }
}
