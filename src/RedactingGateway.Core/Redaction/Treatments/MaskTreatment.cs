using System.Globalization;
using System.Text;
using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction;

/// <summary><c>mask</c>: some first and last characters stay, every other one becomes <c>*</c>.</summary>
/// <remarks>
/// At most a third of a value is shown, so that a short one is not told by its ends. A character is a Unicode scalar value
/// (Unicode § 3.9), so no byte of a character is ever shown without the others.
/// </remarks>
/// <param name="first">Characters shown at the beginning, at most <see cref="MaxShown"/>.</param>
/// <param name="last">Characters shown at the end, at most <see cref="MaxShown"/>.</param>
public sealed class MaskTreatment(int first, int last) : Treatment
{
    /// <summary>
    /// Most characters shown at either end: what card receipts show at the end (PCI DSS 4.0 § 3.4.1), and too few for an
    /// address, a number or a name of their own to stand in free text.
    /// </summary>
    public const int MaxShown = 4;

    private const int ShownPart = 3;

    private (int First, int Last) Shown => (first, last);

    /// <inheritdoc/>
    public override string Form => string.Create(CultureInfo.InvariantCulture, $"mask (first {first}, last {last})");

    internal override bool RevealsAtMost(Treatment other) => base.RevealsAtMost(other)
        || (other is MaskTreatment wider && first <= wider.Shown.First && last <= wider.Shown.Last);

    internal override TreatmentOutcome Apply(ReadOnlySpan<byte> value, TreatmentContext context, PooledBuffer output)
    {
        var length = Count(value);
        var head = Math.Min(first, length / ShownPart);
        var tail = Math.Min(last, (length / ShownPart) - head);
        for (var i = 0; i < length; i++)
        {
            Rune.DecodeFromUtf8(value, out _, out var read);
            output.Write(i < head || i >= length - tail ? value[..read] : "*"u8);
            value = value[read..];
        }

        return TreatmentOutcome.Changed;
    }

    private static int Count(ReadOnlySpan<byte> value)
    {
        var count = 0;
        for (; !value.IsEmpty; count++)
        {
            Rune.DecodeFromUtf8(value, out _, out var read);
            value = value[read..];
        }

        return count;
    }
}
