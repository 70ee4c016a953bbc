using System.Text;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Signals;
using RedactingGateway.Logging;
using RedactingGateway.Pipeline;
using Yarp.ReverseProxy.Transforms;

namespace RedactingGateway.Routing;

/// <summary>Builds the vendor's request from what redaction allowed, and from nothing else.</summary>
/// <remarks>The last gate: a request that was not redacted for this destination ends here, whatever led it here.</remarks>
internal sealed class VendorRequest(string destination, ILogger<VendorRequest> logger) : RequestTransform
{
    private const string SecGpc = "Sec-GPC";

    /// <inheritdoc/>
    public override ValueTask ApplyAsync(RequestTransformContext context)
    {
        var gateway = context.HttpContext.Features.Get<GatewayFeature>();
        if (gateway?.Leaving is not { Withheld: WithheldReason.None } redacted
            || gateway.Destination!.Id != destination
            || !gateway.Destination.Reached.TryGetValue(gateway.Endpoint!.Host, out var host)
            || host.Find(context.DestinationPrefix) is not { } address)
        {
            logger.UnredactedRequestStopped(destination);
            context.HttpContext.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return ValueTask.CompletedTask;
        }

        var request = context.ProxyRequest;
        request.RequestUri = RawUri.Create(address, Encoding.ASCII.GetString(redacted.Target.Span));
        request.Headers.Host = null;
        var hasSignal = false;
        foreach (var (name, value) in redacted.Headers)
        {
            hasSignal |= name.Equals(SecGpc, StringComparison.OrdinalIgnoreCase);

            // Content-Type and its like belong to the body; without a body there is nothing they could describe.
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                gateway.LeavingBody?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        // Global Privacy Control § 3.3: an intermediary may insert the signal for a person who has this preference.
        if (!hasSignal && (gateway.Signals.Browser.HasFlag(BrowserSignals.GlobalPrivacyControl) || gateway.Signals is { Objection: not null } or { Choice.Kind: ChoiceKind.Refused }))
        {
            request.Headers.TryAddWithoutValidation(SecGpc, "1");
        }

        if (gateway.LeavingBody is { } body)
        {
            VendorContent.Set(request, body);
        }

        return ValueTask.CompletedTask;
    }
}
