using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction.Forms;

namespace RedactingGateway.Core.Redaction;

/// <summary><c>generalize</c>: the value becomes the class it belongs to; what the classes are depends on the field's type.</summary>
/// <param name="type">Type of the field.</param>
public sealed class GeneralizeTreatment(FieldType type) : Treatment
{
    // Longest generalised value, bytes: a brand list.
    private const int MaxLength = ClientHintsGeneralization.MaxBrandsLength;

    /// <inheritdoc/>
    public override string Form => "generalize";

    internal override bool WritesNumber => true;

    internal override TreatmentOutcome Apply(ReadOnlySpan<byte> value, TreatmentContext context, PooledBuffer output)
    {
        var destination = output.GetSpan(MaxLength);
        var written = 0;
        var fits = type switch
        {
            // A value of a closed list is a class already.
            FieldType.Enum => TryCopy(value, destination, out written),
            FieldType.UserAgent => UserAgentGeneralization.TryGeneralize(value, destination, out written),
            FieldType.ScreenSize => ScreenGeneralization.TryGeneralizeSize(value, destination, out written),
            FieldType.ScreenWidth => TryWidth(value, context, destination, out written),
            FieldType.ScreenHeight => TryHeight(value, context, destination, out written),
            FieldType.ClientHints => ClientHintsGeneralization.TryGeneralizeBrands(value, destination, out written),
            FieldType.Postcode => PostcodeGeneralization.TryGeneralize(value, destination, out written),
            FieldType.Coordinate => CoordinateGeneralization.TryGeneralize(value, destination, out written),
            FieldType.Version => ClientHintsGeneralization.TryGeneralizeVersion(value, destination, out written),
            _ => false,
        };
        output.Advance(written);
        return !fits ? TreatmentOutcome.WrongShape : output.Written.SequenceEqual(value) ? Unchanged(output) : TreatmentOutcome.Changed;
    }

    private static TreatmentOutcome Unchanged(PooledBuffer output)
    {
        output.Clear();
        return TreatmentOutcome.Unchanged;
    }

    private static bool TryCopy(ReadOnlySpan<byte> value, Span<byte> destination, out int written)
    {
        written = value.TryCopyTo(destination) ? value.Length : 0;
        return written > 0;
    }

    private static bool TryWidth(ReadOnlySpan<byte> value, TreatmentContext context, Span<byte> destination, out int written)
    {
        written = 0;
        if (!ScreenGeneralization.TryClassify(value, out var screen))
        {
            return false;
        }

        context.Screen = screen;
        var text = ScreenGeneralization.WidthText(screen);
        text.CopyTo(destination);
        written = text.Length;
        return true;
    }

    // A height says nothing about the class by itself; it follows the width that came before it, or it is dropped.
    private static bool TryHeight(ReadOnlySpan<byte> value, TreatmentContext context, Span<byte> destination, out int written)
    {
        written = 0;
        if (context.Screen is not { } screen || !ScreenGeneralization.TryClassify(value, out _))
        {
            return false;
        }

        var text = ScreenGeneralization.HeightText(screen);
        text.CopyTo(destination);
        written = text.Length;
        return true;
    }
}
