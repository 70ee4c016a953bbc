using System.Runtime.CompilerServices;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Options;

namespace RedactingGateway.Pipeline;

/// <summary>The redactor of each snapshot: its pseudonyms go by the snapshot's time zone.</summary>
internal sealed class Redactors(RootSecret secret, TimeProvider time, EpochSalts salts)
{
    private readonly ConditionalWeakTable<PolicySnapshot, Redactor> _redactors = [];

    /// <summary>The redactor of a snapshot.</summary>
    public Redactor Of(PolicySnapshot policy) => _redactors.GetValue(policy, p => new Redactor(new PseudonymKeys(secret.Bytes, time, p.TimeZone, salts)));
}
