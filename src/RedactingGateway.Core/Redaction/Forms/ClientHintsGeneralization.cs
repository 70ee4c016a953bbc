namespace RedactingGateway.Core.Redaction.Forms;

/// <summary>
/// The form <c>generalize</c> of user agent client hints (WICG UA-CH): brand lists become brands of a closed list with their major
/// versions, and version numbers become their first segment with zeros behind it.
/// </summary>
/// <remarks>
/// Brands leave in the order of the closed list, each once: the order in which they came, and the made-up brand that browsers add
/// (GREASE, UA-CH section 6.2), are chosen by the browser and would survive as information.
/// Output space of a list: each of 5 brands absent or with one of 999 major versions and 1 to 6 segments.
/// </remarks>
internal static class ClientHintsGeneralization
{
    /// <summary>Longest output of a brand list in bytes: five brands, each with name, version of six segments and punctuation.</summary>
    public const int MaxBrandsLength = 256;

    /// <summary>Longest output of a version in bytes: quotes, four digits, five times <c>.0</c>.</summary>
    public const int MaxVersionLength = 16;

    /// <summary>Highest major version of a browser that is kept: three digits.</summary>
    public const int MaxBrandMajor = 999;

    /// <summary>Highest first segment of any other version that is kept: a year.</summary>
    public const int MaxVersionMajor = 9999;

    private const int Brands = 5;

    /// <summary>Most entries of a list; browsers send three or four.</summary>
    private const int MaxEntries = 16;

    private enum Spelling
    {
        /// <summary><c>Chromium;140.0.0.0|Google Chrome;140.0.0.0</c>: Google Analytics 4, <c>uafvl</c>.</summary>
        Bars,

        /// <summary><c>Google%20Chrome;140.0.0.0</c>: the same, its names still percent-encoded.</summary>
        EncodedBars,

        /// <summary><c>"Chromium";v="140", "Google Chrome";v="140"</c>: <c>Sec-CH-UA</c> and <c>Sec-CH-UA-Full-Version-List</c> (RFC 8941 section 3.1).</summary>
        Header,
    }

    /// <summary>
    /// Generalises a brand list in the spelling it has. Versions of 1 to 6 segments; their number stays.
    /// </summary>
    /// <returns>
    /// False for any other shape, for a list in which no brand of the closed list is left, and when the destination is too small;
    /// <paramref name="written"/> is then 0.
    /// </returns>
    public static bool TryGeneralizeBrands(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        written = 0;
        Spelling spelling = text is [(byte)'"', ..] ? Spelling.Header : text.Contains((byte)'%') ? Spelling.EncodedBars : Spelling.Bars;
        Span<int> starts = stackalloc int[Brands];
        Span<int> lengths = stackalloc int[Brands];
        lengths.Clear();
        int index = 0;
        for (int entry = 0; index < text.Length; entry++)
        {
            bool isEntry = spelling == Spelling.Header
                ? TryReadHeaderEntry(text, ref index, out Range name, out Range version)
                : TryReadBarEntry(text, ref index, out name, out version);
            if (!isEntry || entry == MaxEntries)
            {
                return false;
            }

            int brand = IndexOfBrand(text[name]);
            if (brand >= 0 && lengths[brand] == 0)
            {
                (starts[brand], lengths[brand]) = version.GetOffsetAndLength(text.Length);
            }
        }

        return TryWriteBrands(text, spelling, starts, lengths, destination, out written);
    }

    /// <summary>
    /// Generalises one version: <c>143.0.7499.4</c> to <c>143.0.0.0</c>, <c>18_6_2</c> to <c>18_0_0</c>, 1 to 6 segments, also in the
    /// quotes of a client hint header, which may be empty (<c>Sec-CH-UA-Platform-Version: ""</c>).
    /// </summary>
    /// <returns>False for any other shape, and when the destination is too small; <paramref name="written"/> is then 0.</returns>
    public static bool TryGeneralizeVersion(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        written = 0;
        FormWriter writer = new(destination);
        bool isQuoted = text is [(byte)'"', .., (byte)'"'];
        ReadOnlySpan<byte> digits = isQuoted ? text[1..^1] : text;
        ReadOnlySpan<byte> quote = isQuoted ? "\""u8 : [];
        writer.Append(quote);
        if (!isQuoted || !digits.IsEmpty)
        {
            if (!DottedVersion.TryParse(digits, MaxVersionMajor, out DottedVersion version))
            {
                return false;
            }

            version.WriteGeneralized(ref writer);
        }

        writer.Append(quote);
        return writer.TryComplete(out written);
    }

    private static bool TryWriteBrands(
        ReadOnlySpan<byte> text, Spelling spelling, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, Span<byte> destination, out int written)
    {
        FormWriter writer = new(destination);
        bool isFirst = true;
        for (int brand = 0; brand < Brands; brand++)
        {
            if (!DottedVersion.TryParse(text.Slice(starts[brand], lengths[brand]), MaxBrandMajor, out DottedVersion version))
            {
                continue;
            }

            if (spelling == Spelling.Header)
            {
                writer.Append(isFirst ? "\""u8 : ", \""u8);
                writer.Append(BrandName(brand));
                writer.Append("\";v=\""u8);
                version.WriteGeneralized(ref writer);
                writer.Append((byte)'"');
            }
            else
            {
                writer.Append(isFirst ? [] : "|"u8);
                writer.Append(spelling == Spelling.Bars ? BrandName(brand) : EncodedBrandName(brand));
                writer.Append((byte)';');
                version.WriteGeneralized(ref writer);
            }

            isFirst = false;
        }

        written = 0;
        return !isFirst && writer.TryComplete(out written);
    }

    /// <summary>Reads <c>name;version</c> up to the next bar. A made-up name may hold semicolons: the last one divides.</summary>
    private static bool TryReadBarEntry(ReadOnlySpan<byte> text, ref int index, out Range name, out Range version)
    {
        int start = index;
        int length = text[start..].IndexOf((byte)'|');
        int end = length < 0 ? text.Length : start + length;
        int divider = start + text[start..end].LastIndexOf((byte)';');
        name = start..Math.Max(divider, start);
        version = (divider + 1)..end;
        index = end + 1;

        // A bar at the very end announces an entry that is not there.
        return divider > start && DottedVersion.TryParse(text[version], int.MaxValue / 10 - 1, out _) && end != text.Length - 1;
    }

    /// <summary>Reads <c>"name";v="version"</c> and the comma after it. Names may hold escaped quotes (RFC 8941 section 3.3.3).</summary>
    private static bool TryReadHeaderEntry(ReadOnlySpan<byte> text, ref int index, out Range name, out Range version)
    {
        version = default;
        if (!TryReadQuoted(text, ref index, out name) || !text[index..].StartsWith(";v="u8))
        {
            return false;
        }

        index += 3;
        if (!TryReadQuoted(text, ref index, out version))
        {
            return false;
        }

        if (index == text.Length)
        {
            return true;
        }

        SkipSpaces(text, ref index);
        if (index == text.Length || text[index++] != (byte)',')
        {
            return false;
        }

        SkipSpaces(text, ref index);
        return index < text.Length;
    }

    private static bool TryReadQuoted(ReadOnlySpan<byte> text, ref int index, out Range content)
    {
        content = default;
        if (index >= text.Length || text[index] != (byte)'"')
        {
            return false;
        }

        int start = ++index;
        while (index < text.Length && text[index] != (byte)'"')
        {
            index += text[index] == (byte)'\\' ? 2 : 1;
        }

        if (index >= text.Length)
        {
            return false;
        }

        content = start..index++;
        return true;
    }

    private static void SkipSpaces(ReadOnlySpan<byte> text, ref int index)
    {
        while (index < text.Length && text[index] is (byte)' ' or (byte)'\t')
        {
            index++;
        }
    }

    private static int IndexOfBrand(ReadOnlySpan<byte> name)
    {
        for (int brand = 0; brand < Brands; brand++)
        {
            if (name.SequenceEqual(BrandName(brand)) || name.SequenceEqual(EncodedBrandName(brand)))
            {
                return brand;
            }
        }

        return -1;
    }

    /// <summary>The closed list: what a user agent of <see cref="UserAgentGeneralization"/> says too.</summary>
    private static ReadOnlySpan<byte> BrandName(int brand) => brand switch
    {
        0 => "Chromium"u8,
        1 => "Google Chrome"u8,
        2 => "Microsoft Edge"u8,
        3 => "Opera"u8,
        _ => "Samsung Internet"u8,
    };

    private static ReadOnlySpan<byte> EncodedBrandName(int brand) => brand switch
    {
        0 => "Chromium"u8,
        1 => "Google%20Chrome"u8,
        2 => "Microsoft%20Edge"u8,
        3 => "Opera"u8,
        _ => "Samsung%20Internet"u8,
    };
}
