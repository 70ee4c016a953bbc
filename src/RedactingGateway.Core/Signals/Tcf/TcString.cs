using System.Diagnostics.CodeAnalysis;

namespace RedactingGateway.Core.Signals.Tcf;

/// <summary>
/// A Transparency and Consent string of IAB Europe's TCF 2.2 or 2.3, read only: IAB Tech Lab, "Transparency and Consent String
/// with Global Vendor &amp; CMP List Formats" 2.3. It is passed on unchanged or not at all.
/// </summary>
/// <remarks>
/// <c>Core[.DisclosedVendors][.PublisherTC]</c>, big-endian bits in base64url. A string that cannot be read to the end of
/// all its segments is no string: there is no partial reading that could grant something.
/// </remarks>
public sealed class TcString
{
    /// <summary>Longest text that is read, in characters: with every vendor of today in bit fields it has below 1,500.</summary>
    public const int MaxLength = 16 * 1024;

    private const int Version = 2;
    private const int PurposeCount = 24;
    private const int SpecialFeatureCount = 12;

    // Strings are asked for anew at least every 13 months (TCF Policies, chapter II).
    private const int LifetimeMonths = 13;

    // Policy 4 (TCF 2.2) became binding for strings made after 30 September 2023.
    private const int FirstValidPolicy = 4;
    private static readonly DateTimeOffset PolicyChange = new(2023, 10, 1, 0, 0, 0, TimeSpan.Zero);

    // TCF 2.3: policy 5, and every string made after 28 February 2026, has the segment of disclosed vendors.
    private const int FirstDisclosingPolicy = 5;
    private static readonly DateTimeOffset DisclosureChange = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    // Dates have day precision, in the writer's idea of the day.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromDays(1);

    private TcString(ref BitReader reader, byte[] bits)
    {
        if (reader.ReadInteger(6) != Version)
        {
            reader.Fail();
        }

        Created = ReadTime(ref reader);
        LastUpdated = ReadTime(ref reader);
        CmpId = reader.ReadInteger(12);

        // CmpVersion, ConsentScreen and ConsentLanguage.
        reader.Skip(12 + 6 + 12);
        VendorListVersion = reader.ReadInteger(12);
        PolicyVersion = reader.ReadInteger(6);
        IsServiceSpecific = reader.ReadFlag();

        // UseNonStandardTexts.
        reader.Skip(1);
        SpecialFeatures = PurposeSet.Read(ref reader, SpecialFeatureCount);
        PurposesConsent = PurposeSet.Read(ref reader, PurposeCount);
        PurposesLegitimateInterest = PurposeSet.Read(ref reader, PurposeCount);
        PurposeOneTreatment = reader.ReadFlag();
        PublisherCountry = ReadCountry(ref reader);
        VendorsConsent = VendorSet.Read(ref reader, bits);
        VendorsLegitimateInterest = VendorSet.Read(ref reader, bits);
        Restrictions = PublisherRestrictions.Read(ref reader);
    }

    /// <summary>When the string was first made.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>When the visitor's choice was last stored; since TCF 2.2 the same as <see cref="Created"/>.</summary>
    public DateTimeOffset LastUpdated { get; }

    /// <summary>The consent management platform that wrote it.</summary>
    public int CmpId { get; }

    /// <summary>Version of the Global Vendor List that was shown.</summary>
    public int VendorListVersion { get; }

    /// <summary>Version of the TCF Policies that it was made under.</summary>
    public int PolicyVersion { get; }

    /// <summary>Whether it is for this service alone, as every valid string is.</summary>
    public bool IsServiceSpecific { get; }

    /// <summary>Special features that the visitor opted in to.</summary>
    public PurposeSet SpecialFeatures { get; }

    /// <summary>Purposes with consent.</summary>
    public PurposeSet PurposesConsent { get; }

    /// <summary>Purposes whose legitimate interest was shown and not objected to.</summary>
    public PurposeSet PurposesLegitimateInterest { get; }

    /// <summary>Whether purpose 1 was not asked for at all, because the publisher's country does not require it.</summary>
    public bool PurposeOneTreatment { get; }

    /// <summary>The publisher's country, two capital letters.</summary>
    public string PublisherCountry { get; }

    /// <summary>Vendors with consent.</summary>
    public VendorSet VendorsConsent { get; }

    /// <summary>Vendors whose legitimate interest was shown and not objected to.</summary>
    public VendorSet VendorsLegitimateInterest { get; }

    /// <summary>What the publisher restricts.</summary>
    public PublisherRestrictions Restrictions { get; }

    /// <summary>Vendors that were shown to the visitor; null in a string of TCF 2.2, which does not tell; see <see cref="Check"/>.</summary>
    public VendorSet? DisclosedVendors { get; private set; }

    /// <summary>Reads <paramref name="text"/>; false where it is anything but a well-formed TC string of version 2.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, [NotNullWhen(true)] out TcString? signal)
    {
        signal = null;

        // The first six bits are the version: C is 2 (and D would be a GPP string).
        if (text.Length > MaxLength || text.IsEmpty || text[0] != 'C')
        {
            return false;
        }

        var end = text.IndexOf('.');
        var core = end < 0 ? text : text[..end];
        var bits = new byte[SixBitText.ByteCount(core.Length)];
        if (!SixBitText.TryDecode(core, bits))
        {
            return false;
        }

        var reader = new BitReader(bits, SixBitText.BitCount(core.Length));
        var read = new TcString(ref reader, bits);
        if (reader.Failed || (end >= 0 && !read.TryReadSegments(text[(end + 1)..])))
        {
            return false;
        }

        signal = read;
        return true;
    }

    /// <summary>
    /// Whether the visitor's choice lets a vendor process data for a purpose on a basis. Ask <see cref="Check"/> first: a string
    /// that does not count permits nothing.
    /// </summary>
    /// <param name="purpose">The TCF purpose, 1 to 24.</param>
    /// <param name="vendorId">The vendor's id on the Global Vendor List; null looks at the purpose alone.</param>
    /// <param name="asLegitimateInterest">The basis: legitimate interest, or consent.</param>
    /// <remarks>
    /// A restriction that demands the other basis denies: it would move a vendor to that basis only if it declared itself
    /// flexible, which the string does not tell, and "otherwise the vendor should not process".
    /// </remarks>
    public bool Permits(int purpose, int? vendorId, bool asLegitimateInterest)
    {
        // TCF 2.2 took the legitimate interest from purposes 3 to 6; purpose 1 never had it.
        if (asLegitimateInterest && purpose is 1 or (>= 3 and <= 6))
        {
            return false;
        }

        var (purposes, vendors) = asLegitimateInterest
            ? (PurposesLegitimateInterest, VendorsLegitimateInterest)
            : (PurposesConsent, VendorsConsent);
        if (!purposes.Contains(purpose) || vendorId is not { } vendor)
        {
            return vendorId is null && purposes.Contains(purpose);
        }

        return vendors.Contains(vendor)
            && DisclosedVendors?.Contains(vendor) != false
            && Restrictions.Allow(purpose, vendor, asLegitimateInterest);
    }

    /// <summary>Whether the string counts at <paramref name="now"/>.</summary>
    public TcfValidity Check(DateTimeOffset now)
    {
        if (!IsServiceSpecific)
        {
            return TcfValidity.NotServiceSpecific;
        }

        if (PolicyVersion < FirstValidPolicy && LastUpdated >= PolicyChange)
        {
            return TcfValidity.OutdatedPolicy;
        }

        // Also where the CMP wrote an older version into it: the segment is asked of the string, whatever it calls itself.
        if (DisclosedVendors is null && (PolicyVersion >= FirstDisclosingPolicy || LastUpdated >= DisclosureChange))
        {
            return TcfValidity.NoDisclosedVendors;
        }

        if (Created > now + ClockTolerance || LastUpdated > now + ClockTolerance)
        {
            return TcfValidity.FromTheFuture;
        }

        return LastUpdated.AddMonths(LifetimeMonths) < now ? TcfValidity.Expired : TcfValidity.Valid;
    }

    private bool TryReadSegments(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split('.'))
        {
            if (!TryReadSegment(text[range]))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryReadSegment(ReadOnlySpan<char> text)
    {
        var bits = new byte[SixBitText.ByteCount(text.Length)];
        if (!SixBitText.TryDecode(text, bits))
        {
            return false;
        }

        var reader = new BitReader(bits, SixBitText.BitCount(text.Length));
        switch (reader.ReadInteger(3))
        {
            case 1 when DisclosedVendors is null:
                DisclosedVendors = VendorSet.Read(ref reader, bits);
                break;

            // AllowedVendors of TCF 2.0: out-of-band bases, which no longer exist.
            case 2:
                VendorSet.Read(ref reader, bits);
                break;

            // PublisherTC: the publisher's own purposes, of no meaning to a vendor.
            case 3:
                reader.Skip(PurposeCount + PurposeCount);
                reader.Skip(2 * reader.ReadInteger(6));
                break;

            default:
                return false;
        }

        return !reader.Failed;
    }

    // Tenths of a second since 1970.
    private static DateTimeOffset ReadTime(ref BitReader reader) => DateTimeOffset.FromUnixTimeMilliseconds((long)reader.Read(36) * 100);

    private static string ReadCountry(ref BitReader reader)
    {
        Span<char> letters = [(char)('A' + reader.Read(6)), (char)('A' + reader.Read(6))];
        if (!char.IsAsciiLetter(letters[0]) || !char.IsAsciiLetter(letters[1]))
        {
            reader.Fail();
        }

        return string.Create(2, letters, (country, source) => ((ReadOnlySpan<char>)source).ToUpperInvariant(country));
    }
}
