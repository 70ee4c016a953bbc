using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction;

/// <summary><c>bucket</c>: a number becomes the lower bound of the bucket that it lies in, and stays a number.</summary>
/// <remarks>The first bucket is open downwards and the last upwards: a value below the first bound becomes that bound.</remarks>
/// <param name="bounds">Lower bounds, ascending, at least one.</param>
public sealed class BucketTreatment(ImmutableArray<decimal> bounds) : Treatment
{
    // Compared as the values are read: both by the same parser.
    private readonly double[] _bounds = [.. bounds.Select(b => (double)b)];
    private readonly byte[][] _texts = [.. bounds.Select(b => Encoding.ASCII.GetBytes(b.ToString(CultureInfo.InvariantCulture)))];

    private ImmutableArray<decimal> Bounds => bounds;

    /// <inheritdoc/>
    public override string Form => $"bucket ({string.Join(", ", bounds.Select(b => b.ToString(CultureInfo.InvariantCulture)))})";

    internal override bool WritesNumber => true;

    internal override bool RevealsAtMost(Treatment other) => base.RevealsAtMost(other)
        || (other is BucketTreatment finer && bounds.All(finer.Bounds.Contains));

    internal override TreatmentOutcome Apply(ReadOnlySpan<byte> value, TreatmentContext context, PooledBuffer output)
    {
        if (!Utf8Parser.TryParse(value, out double number, out var read) || read != value.Length)
        {
            return TreatmentOutcome.WrongShape;
        }

        var at = 0;
        while (at + 1 < _bounds.Length && _bounds[at + 1] <= number)
        {
            at++;
        }

        if (value.SequenceEqual(_texts[at]))
        {
            return TreatmentOutcome.Unchanged;
        }

        output.Write(_texts[at]);
        return TreatmentOutcome.Changed;
    }
}
