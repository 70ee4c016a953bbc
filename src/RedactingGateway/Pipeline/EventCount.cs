using RedactingGateway.Core.Redaction;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Pipeline;

/// <summary>Step 9. After it every event of the request stands in the account of its destination, once.</summary>
internal sealed class EventCount(EventAccounts accounts, DisclosureAccounts disclosures, FieldAccounts fields, VendorAccounts vendors, RecentRefusals refusals, UnknownFields unknown)
{
    public void Run(GatewayFeature gateway)
    {
        var stopped = gateway switch
        {
            { Refusal: not WithheldReason.None } => gateway.Refusal,
            { Vendor.IsAccepted: true } => WithheldReason.None,
            _ => WithheldReason.VendorFailed,
        };
        var outcome = gateway.Redacted is { } redacted ? EventOutcome.Redacted(redacted.Counts, stopped) : EventOutcome.Refused(stopped);
        accounts.Add(gateway.Destination!, outcome);
        for (var i = 1; i < WithheldReasons.Count; i++)
        {
            if (outcome.Withheld((WithheldReason)i) > 0)
            {
                refusals.Add((WithheldReason)i, gateway);
            }
        }

        // A vendor that failed may have read all of it by then: what was handed out counts as sent.
        disclosures.Add(gateway.Destination!.Recipient, gateway.Redacted?.Counts, hasLeft: gateway.Vendor is not null);
        CountFields(gateway, stopped);
    }

    private void CountFields(GatewayFeature gateway, WithheldReason stopped)
    {
        if (gateway.Vendor is { } vendor)
        {
            vendors.Add(gateway.Destination!.Id, vendor);
        }

        if (gateway.Trace is { } trace)
        {
            unknown.Add(gateway.Destination!, trace, gateway.Client);
        }

        if (gateway.Tally is { } tally)
        {
            gateway.Tally = null;
            fields.Add(gateway.Destination!, tally, gateway.Vendor is null ? stopped : WithheldReason.None);
            fields.Return(tally);
        }
    }
}
