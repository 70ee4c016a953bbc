using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Pipeline;

/// <summary>Step 4. After it the grant is final: what stands in the payload can only have narrowed it.</summary>
internal static class PayloadGrant
{
    // No payload signal is read yet; consent parameters and objections of known subjects come in here.
    private const ulong RefusedByPayload = 0;

    public static bool Run(GatewayFeature gateway)
    {
        gateway.Grant = gateway.Grant.Narrow(RefusedByPayload);
        return !gateway.Grant.IsEmpty || gateway.Refuse(WithheldReason.Refused);
    }
}
