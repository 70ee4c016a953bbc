using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Pipeline;

/// <summary>Step 6. After it the destination is enforced: one in shadow mode was decided and counted, and ends here.</summary>
internal static class ShadowMode
{
    public static bool Run(GatewayFeature gateway) =>
        gateway.Destination!.Mode == DestinationMode.Enforce || gateway.Refuse(WithheldReason.Shadow);
}
