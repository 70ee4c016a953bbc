namespace RedactingGateway.Core.Detection;

/// <summary>
/// Finds IPv4 addresses in text: dotted decimal as of RFC 3986 section 3.2.2, a whole token. Port and prefix length are not part of the hit.
/// </summary>
/// <remarks>
/// Dotted quads are also versions. Not reported: a quad in a longer dotted number or name; one after a product name and a slash
/// (<c>Chrome/120.0.61.129</c>, RFC 9110 section 10.1.5) or after the word "version" and its like; <c>n.0.0.0</c>, the form of reduced
/// browser versions and the address of no host. Chapter numbers of four parts are taken for addresses.
/// Glued to a word, an address is reported only behind a name for one (<see cref="IpContext"/>).
/// </remarks>
internal static class IPv4Detector
{
    /// <summary>Adds the address that begins in the run of digits from <paramref name="runStart"/> to <paramref name="runEnd"/>, if one does.</summary>
    public static void Examine(ReadOnlySpan<byte> text, int runStart, int runEnd, ref HitBuffer hits)
    {
        if (runEnd >= text.Length || text[runEnd] != (byte)'.')
        {
            return;
        }

        Span<byte> address = stackalloc byte[IpAddressText.IPv4Bytes];
        int last = PercentEscape.LastStartInRun(text, runStart, runEnd);
        for (int start = Math.Max(runStart, hits.EndOf(DetectorKind.IpAddress)); start <= last; start += 2)
        {
            int length = IpAddressText.ReadIPv4(text[start..], address);
            hits.Spend(Math.Max(length, 4));
            if (length > 0 && (IsWholeToken(text, start, start + length) || IsNamed(text, start, start + length)) && !IsVersion(text, start, address))
            {
                hits.TryAdd(start, start + length, DetectorKind.IpAddress);
                return;
            }
        }
    }

    private static bool IsWholeToken(ReadOnlySpan<byte> text, int start, int end)
    {
        if (!TokenBoundary.CanStart(text, start) || !TokenBoundary.CanEnd(text, end))
        {
            return false;
        }

        // "x.1.2.3.4" and "1.2.3.4.5" are longer names and numbers, "1.2.3.4-beta" is a version; "1.2.3.4." ends a sentence.
        if (start >= 2 && text[start - 1] == (byte)'.' && TokenBoundary.IsAlphanumeric(text[start - 2]))
        {
            return false;
        }

        return end + 1 >= text.Length
            || !((text[end] == (byte)'.' && TokenBoundary.IsAlphanumeric(text[end + 1]))
                || (text[end] == (byte)'-' && TokenBoundary.IsLetter(text[end + 1])));
    }

    /// <summary>
    /// Behind a name for an address a letter may be glued to it: <c>ip=192.0.2.1x</c> is an address and a typing error, and what it says of
    /// a visitor is the same. Digits and dots may not: those make another number.
    /// </summary>
    private static bool IsNamed(ReadOnlySpan<byte> text, int start, int end) => end < text.Length && TokenBoundary.IsLetter(text[end]) && IpContext.Precedes(text, start);

    private static bool IsVersion(ReadOnlySpan<byte> text, int start, ReadOnlySpan<byte> address) =>
        (address[1] | address[2] | address[3]) == 0 || VersionContext.Precedes(text, start);
}
