using RedactingGateway.Core.Signals.Tcf;

namespace RedactingGateway.Core.Signals.Gpp;

/// <summary>
/// What a US section says: the US Privacy string (CCPA Compliance Framework, "U.S. Privacy String"), the MSPA US National section
/// (versions 1 and 2) and the California section (version 1) of the Global Privacy Platform.
/// </summary>
/// <param name="Sale">Opt-out of sale.</param>
/// <param name="Sharing">Opt-out of sharing.</param>
/// <param name="TargetedAdvertising">Opt-out of targeted advertising.</param>
/// <param name="KnownChild">Whether the site knows that the visitor is a child, with or without consent.</param>
/// <param name="Gpc">Whether the GPC sub-section says that the browser asked for Global Privacy Control.</param>
internal readonly record struct UsSection(OptOut Sale, OptOut Sharing, OptOut TargetedAdvertising, bool KnownChild, bool Gpc)
{
    public const int PrivacyId = 6;
    public const int NationalId = 7;
    public const int CaliforniaId = 8;

    // Longest sub-section that is read, in digits: today's have twelve.
    private const int MaxDigits = 64;

    private const int VersionBits = 6;

    // Every field after the version is a number of two bits, or a list of such.
    private const int FieldBits = 2;

    // The fourth value of a field is undefined.
    private const int Undefined = 3;

    private const int GpcType = 1;

    /// <summary>Reads the section with one of this type's ids; null where it cannot be decoded.</summary>
    public static UsSection? Read(int id, ReadOnlySpan<char> text)
    {
        if (id == PrivacyId)
        {
            return ReadPrivacy(text);
        }

        var end = text.IndexOf('.');
        var core = end < 0 ? text : text[..end];
        if (ReadCore(id, core) is not { } section)
        {
            return null;
        }

        if (end < 0)
        {
            return section;
        }

        var rest = text[(end + 1)..];
        foreach (var range in rest.Split('.'))
        {
            if (ReadGpc(rest[range]) is not { } gpc)
            {
                return null;
            }

            section = section with { Gpc = section.Gpc || gpc };
        }

        return section;
    }

    // Four characters: version 1, notice given, opted out of sale, LSPA covered; each Y, N or -.
    private static UsSection? ReadPrivacy(ReadOnlySpan<char> text)
    {
        if (text.Length != 4 || text[0] != '1' || text[1..].ContainsAnyExcept('Y', 'N', '-'))
        {
            return null;
        }

        var sale = text[2] switch
        {
            'Y' => OptOut.OptedOut,
            'N' => OptOut.NotOptedOut,
            _ => OptOut.NotApplicable,
        };
        return new UsSection(sale, OptOut.NotApplicable, OptOut.NotApplicable, KnownChild: false, Gpc: false);
    }

    private static UsSection? ReadCore(int id, ReadOnlySpan<char> text)
    {
        Span<byte> bits = stackalloc byte[SixBitText.ByteCount(MaxDigits)];
        if (text.Length > MaxDigits || !SixBitText.TryDecode(text, bits))
        {
            return null;
        }

        var reader = new BitReader(bits, SixBitText.BitCount(text.Length));

        // How many fields stand before the opt-outs, then of the sensitive categories, of children, and at the end.
        // Version 2 of the National section has four sensitive categories and one age group more than version 1.
        (int Notices, bool Targeted, int Sensitive, int Children)? layout = (id, reader.ReadInteger(VersionBits)) switch
        {
            (NationalId, 1) => (6, true, 12, 2),
            (NationalId, 2) => (6, true, 16, 3),
            (CaliforniaId, 1) => (3, false, 9, 2),
            _ => null,
        };
        if (layout is not var (notices, targeted, sensitive, children))
        {
            return null;
        }

        ReadFields(ref reader, notices);
        var sale = (OptOut)ReadFields(ref reader, 1);
        var sharing = (OptOut)ReadFields(ref reader, 1);
        var targetedAdvertising = targeted ? (OptOut)ReadFields(ref reader, 1) : OptOut.NotApplicable;
        ReadFields(ref reader, sensitive);
        var child = ReadFields(ref reader, children) != 0;

        // PersonalDataConsents and three fields of the MSPA.
        ReadFields(ref reader, 4);
        return reader.Failed ? null : new UsSection(sale, sharing, targetedAdvertising, child, Gpc: false);
    }

    // The bits of all fields together; an undefined value fails.
    private static int ReadFields(ref BitReader reader, int count)
    {
        var all = 0;
        for (var i = 0; i < count; i++)
        {
            var value = reader.ReadInteger(FieldBits);
            if (value == Undefined)
            {
                reader.Fail();
            }

            all |= value;
        }

        return all;
    }

    private static bool? ReadGpc(ReadOnlySpan<char> text)
    {
        Span<byte> bits = stackalloc byte[SixBitText.ByteCount(MaxDigits)];
        if (text.Length > MaxDigits || !SixBitText.TryDecode(text, bits))
        {
            return null;
        }

        var reader = new BitReader(bits, SixBitText.BitCount(text.Length));
        return reader.ReadInteger(2) == GpcType ? reader.ReadFlag() : null;
    }
}
