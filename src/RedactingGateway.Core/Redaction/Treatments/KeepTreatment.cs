using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction;

/// <summary><c>keep</c>: the value leaves as it came, byte for byte.</summary>
public sealed class KeepTreatment : Treatment
{
    private KeepTreatment()
    {
    }

    /// <summary>The treatment.</summary>
    public static KeepTreatment Instance { get; } = new();

    /// <inheritdoc/>
    public override string Form => "keep";

    /// <inheritdoc/>
    public override bool Keeps => true;

    internal override TreatmentOutcome Apply(ReadOnlySpan<byte> value, TreatmentContext context, PooledBuffer output) =>
        TreatmentOutcome.Unchanged;
}
