using System.Buffers.Text;
using System.Globalization;
using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction;

/// <summary><c>round</c>: a number becomes a multiple of a step, and stays a number.</summary>
/// <remarks>
/// To the nearest one, halves away from zero; or, unbiased, to one of its two neighbours, to the nearer one more often: 12 to
/// 10 in three of five cases and to 15 in two (step 5), so that sums over many events stay right.
/// </remarks>
/// <param name="step">The step, greater than zero.</param>
/// <param name="unbiased">Whether it is drawn; what draws is <see cref="RoundingSeed"/>.</param>
public sealed class RoundTreatment(decimal step, bool unbiased) : Treatment
{
    private decimal Step => step;

    /// <inheritdoc/>
    public override string Form => string.Create(CultureInfo.InvariantCulture, $"round (to {step}{(unbiased ? ", unbiased" : "")})");

    internal override bool WritesNumber => true;

    internal override bool RevealsAtMost(Treatment other) => base.RevealsAtMost(other)
        || (other is RoundTreatment finer && step % finer.Step == 0);

    internal override TreatmentOutcome Apply(ReadOnlySpan<byte> value, TreatmentContext context, PooledBuffer output)
    {
        // Decimal, so that 0.1 steps are exact; a number beyond it (28 digits) is no amount.
        if (!Utf8Parser.TryParse(value, out decimal number, out var read) || read != value.Length || Math.Abs(number) > decimal.MaxValue / 2 * Math.Min(step, 1))
        {
            return TreatmentOutcome.WrongShape;
        }

        var steps = unbiased ? Draw(number / step, context) : decimal.Round(number / step, MidpointRounding.AwayFromZero);
        var rounded = steps == 0 ? 0 : steps * step;

        // Longest decimal: sign, 29 digits, point.
        const int most = 31;
        var destination = output.GetSpan(most);
        if (!Utf8Formatter.TryFormat(rounded, destination, out var written))
        {
            return TreatmentOutcome.WrongShape;
        }

        if (value.SequenceEqual(destination[..written]))
        {
            return TreatmentOutcome.Unchanged;
        }

        output.Advance(written);
        return TreatmentOutcome.Changed;
    }

    // A multiple has no way to go: it is not even drawn for.
    private static decimal Draw(decimal steps, TreatmentContext context)
    {
        var below = decimal.Floor(steps);
        return below == steps ? below : below + (context.Rounding.Draw(context.Keys) < (double)(steps - below) ? 1 : 0);
    }
}
