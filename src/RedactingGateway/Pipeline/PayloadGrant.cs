using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Signals;
using RedactingGateway.State;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Pipeline;

/// <summary>Step 4. After it the grant is final: what the payload says, and what subjects it names, has been looked at.</summary>
internal sealed class PayloadGrant(Redactors redactors, SubjectKeys subjects, Objections objections, SignalAccounts accounts)
{
    public async ValueTask<bool> RunAsync(GatewayFeature gateway)
    {
        // Reading subjects decodes the body once more.
        if (redactors.Of(gateway.Policy).ReadSignals(gateway.Received, gateway.Policy.Limits, objections.MayExist ? subjects : null) is { } payload)
        {
            var answer = payload.HasTooManySubjects ? ObjectionAnswer.Unknown
                : payload.Subjects.Count == 0 ? ObjectionAnswer.None
                : await objections.FindAsync(payload.Subjects.ToArray());
            accounts.Add(payload.Undecodable > 0 ? UndecodableSignals.Payload : UndecodableSignals.None);
            gateway.Signals = gateway.Signals with { Payload = payload, Objection = answer.Objection, IsObjectionUnknown = answer.IsUnknown };
            gateway.Grant = Grant.Decide(gateway.Destination!, gateway.Signals);
        }

        return !gateway.Grant.IsEmpty || gateway.Refuse(gateway.Grant.Refused != 0 ? WithheldReason.Refused : WithheldReason.NoGrant);
    }
}
