namespace RedactingGateway.Core.Signals.Tcf;

/// <summary>Vendors with consecutive ids, both ends included.</summary>
/// <param name="First">The first id, at least 1.</param>
/// <param name="Last">The last id.</param>
internal readonly record struct VendorRange(ushort First, ushort Last)
{
    private const int CountBits = 12;
    private const int IdBits = 16;

    // The shortest entry: its kind and one id.
    private const int EntryBits = 1 + IdBits;

    /// <summary>Whether <paramref name="vendorId"/> lies in it.</summary>
    public bool Contains(int vendorId) => vendorId >= First && vendorId <= Last;

    /// <summary>Reads the number of entries; more than the bits left can hold fail at once, before anything is kept for them.</summary>
    public static int ReadCount(ref BitReader reader)
    {
        var count = reader.ReadInteger(CountBits);
        if (count * EntryBits > reader.Remaining)
        {
            reader.Fail();
            return 0;
        }

        return count;
    }

    /// <summary>Reads one entry. Id 0 and a range that ends before it starts fail: no writer means anything by them.</summary>
    public static VendorRange Read(ref BitReader reader)
    {
        var isRange = reader.ReadFlag();
        var first = (ushort)reader.Read(IdBits);
        var last = isRange ? (ushort)reader.Read(IdBits) : first;
        if (first == 0 || last < first)
        {
            reader.Fail();
        }

        return new VendorRange(first, last);
    }
}
