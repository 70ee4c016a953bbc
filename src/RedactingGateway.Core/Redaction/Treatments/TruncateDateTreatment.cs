using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction.Forms;

namespace RedactingGateway.Core.Redaction;

/// <summary><c>truncate</c> of dates and times: the first day of the month or year, in the spelling that came.</summary>
/// <param name="unit">What stays.</param>
/// <param name="type"><see cref="FieldType.Date"/> or <see cref="FieldType.Timestamp"/>.</param>
public sealed class TruncateDateTreatment(CalendarUnit unit, FieldType type) : Treatment
{
    private CalendarUnit Unit => unit;

    /// <inheritdoc/>
    public override string Form => unit == CalendarUnit.Year ? "truncate (to year)" : "truncate (to month)";

    internal override bool WritesNumber => true;

    internal override bool RevealsAtMost(Treatment other) => base.RevealsAtMost(other)
        || (other is TruncateDateTreatment && Unit == CalendarUnit.Year);

    internal override TreatmentOutcome Apply(ReadOnlySpan<byte> value, TreatmentContext context, PooledBuffer output)
    {
        var destination = output.GetSpan(DateTruncation.MaxOutputLength);
        var fits = type == FieldType.Timestamp
            ? DateTruncation.TryTruncateTime(value, unit, destination, out var written)
            : DateTruncation.TryTruncateDate(value, unit, destination, out written);
        if (!fits)
        {
            return TreatmentOutcome.WrongShape;
        }

        if (destination[..written].SequenceEqual(value))
        {
            return TreatmentOutcome.Unchanged;
        }

        output.Advance(written);
        return TreatmentOutcome.Changed;
    }
}
