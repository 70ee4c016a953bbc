using System.Text;
using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction;

/// <summary><c>replace</c>: everybody's value becomes the same one.</summary>
/// <param name="replacement">The value that leaves.</param>
public sealed class ReplaceTreatment(string replacement) : Treatment
{
    private readonly byte[] _replacement = Encoding.UTF8.GetBytes(replacement);

    /// <inheritdoc/>
    public override string Form => $"replace ('{replacement}')";

    internal override bool WritesNumber => JsonText.IsNumber(_replacement);

    // Equal for everybody: it says no more than that there was a value.
    internal override bool RevealsAtMost(Treatment other) => true;

    internal override TreatmentOutcome Apply(ReadOnlySpan<byte> value, TreatmentContext context, PooledBuffer output)
    {
        output.Write(_replacement);
        return TreatmentOutcome.Changed;
    }
}
