namespace RedactingGateway.Core.Signals.Tcf;

/// <summary>A set of vendor ids of the Global Vendor List, as a bit field or as ranges (TC string format, "Vendor Consent Section").</summary>
/// <remarks>
/// It keeps the encoded form: a bit field stays where it was decoded, a range stays a range. So no string makes it
/// larger than the string is, whatever ids it names.
/// </remarks>
public sealed class VendorSet
{
    private const int MaxIdBits = 16;

    private readonly byte[] _bits;
    private readonly int _start;
    private readonly int _maxId;
    private readonly VendorRange[] _ranges;

    private VendorSet(byte[] bits, int start, int maxId, VendorRange[] ranges)
    {
        _bits = bits;
        _start = start;
        _maxId = maxId;
        _ranges = ranges;
    }

    /// <summary>Whether <paramref name="vendorId"/> is in the set.</summary>
    public bool Contains(int vendorId)
    {
        if (vendorId >= 1 && vendorId <= _maxId)
        {
            var bit = _start + vendorId - 1;
            return (_bits[bit >> 3] >> (7 - (bit & 7)) & 1) != 0;
        }

        foreach (var range in _ranges)
        {
            if (range.Contains(vendorId))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads a set from <paramref name="reader"/>, which reads <paramref name="bits"/>.</summary>
    internal static VendorSet Read(ref BitReader reader, byte[] bits)
    {
        var maxId = reader.ReadInteger(MaxIdBits);
        if (!reader.ReadFlag())
        {
            var start = reader.Position;
            reader.Skip(maxId);
            return new VendorSet(bits, start, reader.Failed ? 0 : maxId, []);
        }

        // Like the reference implementation, ranges are taken as they are: MaxVendorId only tells their writer's count.
        var ranges = new VendorRange[VendorRange.ReadCount(ref reader)];
        for (var i = 0; i < ranges.Length && !reader.Failed; i++)
        {
            ranges[i] = VendorRange.Read(ref reader);
        }

        return new VendorSet([], start: 0, maxId: 0, ranges);
    }
}
