namespace RedactingGateway.Core.Detection;

/// <summary>Tells from the text before a dotted number that it is a version and not an address.</summary>
internal static class VersionContext
{
    /// <summary>Bytes looked at before the number: product names and the words below are shorter.</summary>
    private const int MaxLookBehind = 40;

    /// <summary>
    /// True behind a product name and a slash, as in user agents (RFC 9110 section 10.1.5: <c>Chrome/140.0.7339.80</c>), and behind
    /// "version", "ver.", "v", "build", "release", "firmware", whatever the case, with a space, colon, equals sign or nothing between.
    /// </summary>
    public static bool Precedes(ReadOnlySpan<byte> text, int start)
    {
        int end = start;
        if (end > 0 && text[end - 1] == (byte)'/')
        {
            return IsProductName(text, end - 1);
        }

        int limit = Math.Max(0, start - MaxLookBehind);
        while (end > limit && text[end - 1] is (byte)' ' or (byte)':' or (byte)'=' or (byte)'.' or (byte)'"')
        {
            end--;
        }

        int word = end;
        while (word > limit && TokenBoundary.IsLetter(text[word - 1]))
        {
            word--;
        }

        return IsVersionWord(text[word..end]);
    }

    /// <summary>
    /// True for a word that begins behind white space or <c>(;,"'</c> or at the start of the text: a product. A word behind a slash is
    /// a part of a path and one with a dot is a host name, and what follows those is an address.
    /// </summary>
    private static bool IsProductName(ReadOnlySpan<byte> text, int end)
    {
        int limit = Math.Max(0, end - MaxLookBehind);
        int start = end;
        while (start > limit && (TokenBoundary.IsAlphanumeric(text[start - 1]) || text[start - 1] is (byte)'-' or (byte)'_'))
        {
            start--;
        }

        return start < end && (start == 0 || text[start - 1] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r'
            or (byte)'(' or (byte)';' or (byte)',' or (byte)'"' or (byte)'\'');
    }

    private static bool IsVersionWord(ReadOnlySpan<byte> word) => word.Length switch
    {
        1 => EqualsIgnoreCase(word, "v"u8),
        3 => EqualsIgnoreCase(word, "ver"u8),
        5 => EqualsIgnoreCase(word, "build"u8),
        7 => EqualsIgnoreCase(word, "version"u8) || EqualsIgnoreCase(word, "release"u8),
        8 => EqualsIgnoreCase(word, "firmware"u8),
        _ => false,
    };

    private static bool EqualsIgnoreCase(ReadOnlySpan<byte> word, ReadOnlySpan<byte> lower) =>
        System.Text.Ascii.EqualsIgnoreCase(word, lower);
}
