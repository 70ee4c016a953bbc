using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction.Forms;

namespace RedactingGateway.Core.Redaction;

/// <summary><c>generalize</c>: the value becomes the class it belongs to; what the classes are depends on the field's type.</summary>
/// <param name="type">Type of the field.</param>
public sealed class GeneralizeTreatment(FieldType type) : Treatment
{
    // Longest generalised value, bytes: a user agent.
    private const int MaxLength = 256;

    /// <inheritdoc/>
    public override string Form => "generalize";

    /// <summary>Whether values of <paramref name="type"/> can be generalised.</summary>
    public static bool Supports(FieldType type) => type is FieldType.UserAgent or FieldType.ScreenSize or FieldType.ScreenWidth
        or FieldType.ScreenHeight or FieldType.ClientHints or FieldType.Version;

    internal override TreatmentOutcome Apply(ReadOnlySpan<byte> value, TreatmentContext context, PooledBuffer output)
    {
        throw new NotImplementedException();
    }
}
