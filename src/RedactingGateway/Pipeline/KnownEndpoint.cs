using Microsoft.AspNetCore.Http.Features;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Pipeline;

/// <summary>Step 1, its other half. After it the request is for an endpoint that the dictionary knows, and is plain HTTP.</summary>
internal static class KnownEndpoint
{
    private const string GrpcContentType = "application/grpc";

    public static bool Run(HttpContext context, GatewayFeature gateway)
    {
        if (!gateway.IsAgreed || gateway.Endpoint is null || IsTunnel(context))
        {
            // An endpoint that is not reached lends its success answer to nobody.
            gateway.Endpoint = null;
            return gateway.Refuse(WithheldReason.UnknownEndpoint);
        }

        return context.Request.ContentType?.StartsWith(GrpcContentType, StringComparison.OrdinalIgnoreCase) != true
            || gateway.Refuse(WithheldReason.Undecodable);
    }

    // Behind an upgrade nobody decides on fields any more.
    private static bool IsTunnel(HttpContext context) =>
        context.Request.Headers.Upgrade.Count > 0
        || context.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true
        || context.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true;
}
