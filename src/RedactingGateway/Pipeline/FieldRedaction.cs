using RedactingGateway.Core.Redaction;
using RedactingGateway.Logging;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Pipeline;

/// <summary>Step 5. After it there is a request in which every field was decided, and something is left to send.</summary>
internal sealed class FieldRedaction(Redactors redactors, FieldAccounts accounts, UnknownFields unknown, ILogger<FieldRedaction> logger, RedactionProbe? probe = null)
{
    public bool Run(GatewayFeature gateway)
    {
        try
        {
            gateway.Trace = probe?.NewTrace() ?? (gateway.IsWatched || unknown.WantsOne() ? new DecisionTrace() : null);
            gateway.Tally = accounts.Rent();
            gateway.Redacted = redactors.Of(gateway.Policy).Redact(gateway.Received, gateway.Grant.Purposes, gateway.Policy.Limits, gateway.Trace, gateway.Tally, gateway.Output);
        }
#pragma warning disable CA1031 // Whatever goes wrong here: nothing leaves, and the page keeps working.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.RedactionFailed(gateway.Destination!.Id, e);
            return gateway.Refuse(WithheldReason.Undecodable);
        }

        return gateway.Redacted.Withheld == WithheldReason.None || gateway.Refuse(gateway.Redacted.Withheld);
    }
}
