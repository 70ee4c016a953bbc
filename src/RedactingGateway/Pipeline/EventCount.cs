using RedactingGateway.Core.Redaction;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Pipeline;

/// <summary>Step 9. After it every event of the request stands in the account of its destination, once.</summary>
internal sealed class EventCount(EventAccounts accounts, DisclosureAccounts disclosures)
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

        // A vendor that failed may have read all of it by then: what was handed out counts as sent.
        disclosures.Add(gateway.Destination!.Recipient, gateway.Redacted?.Counts, hasLeft: gateway.Vendor is not null);
    }
}
