using RedactingGateway.Core.Redaction;
using RedactingGateway.Logging;
using RedactingGateway.Responses;
using RedactingGateway.Routing;
using RedactingGateway.Vendors;
using Yarp.ReverseProxy.Forwarder;

namespace RedactingGateway.Pipeline;

/// <summary>Step 7. After it the redacted request was sent, or the vendor could not be reached or may not be asked now; either way it is known.</summary>
internal sealed class VendorForwarding(VendorGates gates, TimeProvider time, ILogger<VendorForwarding> logger)
{
    public async Task RunAsync(HttpContext context, GatewayFeature gateway, RequestDelegate forward)
    {
        var gate = gates.Of(gateway.Destination!, gateway.Endpoint!.Host);
        var refusal = await gate.SendAsync(static call => call.Forwarding.SendAsync(call.context, call.gateway, call.forward), (Forwarding: this, context, gateway, forward));
        if (refusal != WithheldReason.None)
        {
            gateway.Refuse(refusal);
        }
    }

    private async Task<VendorOutcome> SendAsync(HttpContext context, GatewayFeature gateway, RequestDelegate forward)
    {
        var redacted = gateway.Redacted!;
        var original = context.Request.Body;
        using var deadline = new VendorDeadline(gateway.Destination!.Reached[gateway.Endpoint!.Host], time);
        using var body = redacted.Body.IsEmpty ? null : new RedactedBody(redacted.Body);
        context.Request.Body = Stream.Null;
        context.Request.ContentLength = null;
        context.Request.Headers.TransferEncoding = default;
        context.Features.Set(VendorContent.None);

        // Beacons are sent while a page goes away: the client may be gone, the vendor still hears of it.
        context.RequestAborted = deadline.Token;
        gateway.Leaving = redacted;
        gateway.LeavingBody = body;
        gateway.Deadline = deadline;
        try
        {
            await forward(context);
        }
        finally
        {
            gateway.Leaving = null;
            gateway.LeavingBody = null;
            gateway.Deadline = null;
            context.Request.Body = original;
        }

        return gateway.Vendor = Note(context, gateway);
    }

    private VendorOutcome Note(HttpContext context, GatewayFeature gateway)
    {
        if (gateway.Vendor is { } outcome)
        {
            logger.VendorAnswered(gateway.Destination!.Id, outcome.Status ?? 0);
            return outcome;
        }

        var error = context.GetForwarderErrorFeature()?.Error ?? ForwarderError.None;
        logger.VendorFailed(gateway.Destination!.Id, error.ToString());
        return VendorOutcome.Unreachable;
    }
}
