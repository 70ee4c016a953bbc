using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Redaction.Forms;

namespace RedactingGateway.Core.Redaction;

/// <summary><c>truncate</c>: an IP address keeps its first bits, the rest is zero.</summary>
/// <param name="ipv4Bits">Bits kept of an IPv4 address, 0 to 32.</param>
/// <param name="ipv6Bits">Bits kept of an IPv6 address, 0 to 128.</param>
public sealed class TruncateTreatment(int ipv4Bits, int ipv6Bits) : Treatment
{
    // Longest text of an IPv6 address (RFC 4291 § 2.2), bytes.
    private const int MaxAddressBytes = 45;

    private (int Ipv4, int Ipv6) Bits => (ipv4Bits, ipv6Bits);

    /// <inheritdoc/>
    public override string Form => $"truncate (IPv4 /{ipv4Bits}, IPv6 /{ipv6Bits})";

    internal override bool RevealsAtMost(Treatment other) => base.RevealsAtMost(other)
        || (other is TruncateTreatment wider && Bits.Ipv4 <= wider.Bits.Ipv4 && Bits.Ipv6 <= wider.Bits.Ipv6);

    internal override TreatmentOutcome Apply(ReadOnlySpan<byte> value, TreatmentContext context, PooledBuffer output)
    {
        if (!IpTruncation.TryTruncate(value, ipv4Bits, ipv6Bits, output.GetSpan(MaxAddressBytes), out var written))
        {
            return TreatmentOutcome.WrongShape;
        }

        output.Advance(written);
        return TreatmentOutcome.Changed;
    }
}
