using RedactingGateway.Core.Policies;

namespace RedactingGateway.Core.Redaction;

/// <summary>Decides every field of a request and writes the request that may leave.</summary>
public sealed class Redactor
{
    private readonly PseudonymKeys _keys;

    /// <summary>Makes the redactor of one gateway; it has no state of a request.</summary>
    public Redactor(PseudonymKeys keys) => _keys = keys;

    /// <summary>Redacts one request.</summary>
    /// <param name="request">The request below the destination's path.</param>
    /// <param name="grant">Granted purposes, one bit each.</param>
    /// <param name="limits">Limits of the policy.</param>
    /// <param name="trace">Takes every decision, for <c>explain</c> and the demo; null in production.</param>
    /// <returns>What may leave; it owns pooled memory and must be disposed after it was sent.</returns>
    public RedactedRequest Redact(in ReceivedRequest request, ulong grant, GatewayLimits limits, DecisionTrace? trace = null) =>
        throw new NotImplementedException();
}
