namespace RedactingGateway.Core.Signals.Tcf;

/// <summary>What the publisher restricts, per purpose and vendor (TC string format, "Publisher Restrictions Section").</summary>
public sealed class PublisherRestrictions
{
    private const int CountBits = 12;
    private const int PurposeBits = 6;
    private const int TypeBits = 2;

    private static readonly PublisherRestrictions None = new([]);

    private readonly Entry[] _entries;

    private PublisherRestrictions(Entry[] entries) => _entries = entries;

    /// <summary>Whether a restriction of this type covers <paramref name="vendorId"/> for <paramref name="purpose"/>.</summary>
    public bool Covers(int purpose, RestrictionType type, int vendorId)
    {
        foreach (var entry in _entries)
        {
            if (entry.Purpose == purpose && entry.Type == type && entry.Vendors.Contains(vendorId))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the restrictions leave <paramref name="vendorId"/> this basis for <paramref name="purpose"/>.</summary>
    internal bool Allow(int purpose, int vendorId, bool asLegitimateInterest) =>
        !Covers(purpose, RestrictionType.NotAllowed, vendorId)
        && !Covers(purpose, asLegitimateInterest ? RestrictionType.RequireConsent : RestrictionType.RequireLegitimateInterest, vendorId);

    internal static PublisherRestrictions Read(ref BitReader reader)
    {
        var count = reader.ReadInteger(CountBits);
        if (count == 0)
        {
            return None;
        }

        // One entry a range: what is kept grows with the text, not with the counts that it claims.
        List<Entry> entries = [];
        for (var i = 0; i < count && !reader.Failed; i++)
        {
            var purpose = (byte)reader.Read(PurposeBits);
            var type = (RestrictionType)reader.Read(TypeBits);
            if (purpose == 0 || !Enum.IsDefined(type))
            {
                reader.Fail();
            }

            var ranges = VendorRange.ReadCount(ref reader);
            for (var range = 0; range < ranges && !reader.Failed; range++)
            {
                entries.Add(new Entry(purpose, type, VendorRange.Read(ref reader)));
            }
        }

        return new PublisherRestrictions([.. entries]);
    }

    private readonly record struct Entry(byte Purpose, RestrictionType Type, VendorRange Vendors);
}

/// <summary>What a publisher restriction says. The fourth value of the two bits is undefined and makes a string unreadable.</summary>
public enum RestrictionType
{
    /// <summary>The purpose is not allowed at all.</summary>
    NotAllowed = 0,

    /// <summary>The purpose needs consent, whatever basis the vendor declares.</summary>
    RequireConsent = 1,

    /// <summary>The purpose needs a legitimate interest, whatever basis the vendor declares.</summary>
    RequireLegitimateInterest = 2,
}
