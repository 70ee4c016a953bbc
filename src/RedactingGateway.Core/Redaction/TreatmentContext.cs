using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction;

/// <summary>What a treatment may know of the request it works for.</summary>
internal sealed class TreatmentContext
{
    public required PseudonymKeys Keys { get; set; }

    public PooledBuffer Scratch { get; } = new();
}
