namespace RedactingGateway.Core.Detection;

/// <summary>
/// The countries of the IBAN registry (ISO 13616-2) with the structure of their account numbers (BBAN).
/// </summary>
/// <remarks>
/// Source: SWIFT, IBAN Registry, release 100 of October 2025, 89 countries; lengths and structures taken from two public
/// reproductions of it and compared on 2026-11-23. Territories use the code of their country (registry, "other countries or territories").
/// Neighbouring parts of one class are added up: only the classes matter here, not which part is the bank.
/// </remarks>
internal static class IbanRegistry
{
    /// <summary>Characters before the account number: country code and two check digits.</summary>
    public const int PrefixLength = 4;

    /// <summary>Longest IBAN of any country in characters (ISO 13616-1).</summary>
    public const int MaxLength = 34;

    private const int Letters = 26;

    /// <summary>Country code, then counts and classes: n digits, a letters, c both. A space ends each entry.</summary>
    private static ReadOnlySpan<byte> Structures =>
        "AD8n12c AE19n AL8n16c AT16n AZ4a20c BA16n BE12n BG4a6n8c BH4a14c BI23n BR23n1a1c BY4c4n16c CH5n12c CR18n CY8n16c CZ20n "u8 +
        "DE18n DJ23n DK14n DO4c20n EE16n EG25n ES20n FI14n FK2a12n FO14n FR10n11c2n GB4a14n GE2a16n GI4a15c GL14n GR7n16c GT24c "u8 +
        "HN4a20n HR17n HU24n IE4a14n IL19n IQ4a15n IS22n IT1a10n12c JO4a4n18c KW4a22c KZ3n13c LB4n20c LC4a24c LI5n12c LT16n LU3n13c "u8 +
        "LV4a13c LY21n MC10n11c2n MD20c ME18n MK3n10c2n MN16n MR23n MT4a5n18c MU4a19n3a NI4a20n NL4a10n NO11n OM3n16c PK4a16c PL24n "u8 +
        "PS4a21c PT21n QA4a21c RO4a16c RS18n RU14n15c SA2n18c SC4a20n3a SD14n SE20n SI15n SK20n SM1a10n12c SO19n ST21n SV4a20n TL19n "u8 +
        "TN20n TR6n16c UA6n19c VA18n VG4a16n XK16n YE4a4n18c "u8;

    /// <summary>Offset of the structure per country, letters as base 26; 0 for no country.</summary>
    private static readonly ushort[] Offsets = IndexStructures();

    /// <summary>Number of countries in the table.</summary>
    public static int CountryCount => Structures.Count((byte)' ');

    /// <summary>The structure of the country's BBAN, e.g. <c>10n11c2n</c>; empty for an unknown country. Letters in either case.</summary>
    public static ReadOnlySpan<byte> StructureOf(byte first, byte second)
    {
        int offset = Offsets[CountryIndex(first, second)];
        if (offset == 0)
        {
            return [];
        }

        ReadOnlySpan<byte> rest = Structures[offset..];
        return rest[..rest.IndexOf((byte)' ')];
    }

    /// <summary>Reads the next part of a structure; returns its count of characters and moves past it.</summary>
    public static int ReadPart(ref ReadOnlySpan<byte> structure, out byte characterClass)
    {
        int count = 0;
        int index = 0;
        while (TokenBoundary.IsDigit(structure[index]))
        {
            count = (count * 10) + (structure[index++] - '0');
        }

        characterClass = structure[index];
        structure = structure[(index + 1)..];
        return count;
    }

    private static int CountryIndex(byte first, byte second) => (((first | 0x20) - 'a') * Letters) + ((second | 0x20) - 'a');

    private static ushort[] IndexStructures()
    {
        ushort[] offsets = new ushort[Letters * Letters];
        ReadOnlySpan<byte> all = Structures;
        for (int entry = 0; entry < all.Length; entry += all[entry..].IndexOf((byte)' ') + 1)
        {
            offsets[CountryIndex(all[entry], all[entry + 1])] = (ushort)(entry + 2);
        }

        return offsets;
    }
}
