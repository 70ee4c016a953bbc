using RedactingGateway.Core.Redaction;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Pipeline;

/// <summary>Step 9. After it every event of the request stands in the account of its destination, once.</summary>
internal sealed class EventCount(EventAccounts accounts)
{
    public void Run(GatewayFeature gateway)
    {
        var stopped = gateway switch
        {
            { Refusal: not WithheldReason.None } => gateway.Refusal,
            { Vendor.IsAccepted: true } => WithheldReason.None,
            _ => WithheldReason.VendorFailed,
        };
        accounts.Add(
            gateway.Destination!,
            gateway.Redacted is { } redacted ? EventOutcome.Redacted(redacted.Counts, stopped) : EventOutcome.Refused(stopped));
    }
}
