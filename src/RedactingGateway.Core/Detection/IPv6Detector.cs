using System.Buffers;

namespace RedactingGateway.Core.Detection;

/// <summary>
/// Finds IPv6 addresses in text: the forms of RFC 4291 section 2.2, with the zone of a link-local one (RFC 4007 section 11). Brackets, port
/// and prefix length are not part of the hit.
/// </summary>
/// <remarks>
/// Times, ratios and C++ names hold colons too. So a hit has a decimal digit, and eight groups, or <c>::</c> and two groups with five
/// hexadecimal digits together, or an IPv4 tail: <c>12:30:45</c>, <c>::</c>, <c>::1</c>, <c>1::2</c>, <c>std::a</c>, <c>dead::beef</c>
/// are no hits; prefixes of two groups or more, <c>2001:db8::</c>, are. An EUI-64 with colons has eight groups and is a hit.
/// </remarks>
internal static class IPv6Detector
{
    /// <summary>Longest zone in bytes that is read: an interface name of 15 (IFNAMSIZ of Linux, less its terminator) after <c>%25</c> (RFC 6874).</summary>
    private const int MaxZoneLength = 18;

    /// <summary>Bytes of the text of an address, the dot for its IPv4 tail.</summary>
    private static readonly SearchValues<byte> AddressBytes = SearchValues.Create("0123456789abcdefABCDEF:."u8);

    /// <summary>Adds the addresses of the text.</summary>
    public static void Find(ReadOnlySpan<byte> text, ref HitBuffer hits)
    {
        int position = 0;
        int offset;
        while (!hits.IsStopped && position < text.Length && (offset = text[position..].IndexOf((byte)':')) >= 0)
        {
            int colon = position + offset;
            int start = colon;
            while (start > position && colon - start < 4 && PercentEscape.HexValue(text[start - 1]) < 16)
            {
                start--;
            }

            // One run of address bytes is looked at once; the next search begins behind it.
            int length = text[colon..].IndexOfAnyExcept(AddressBytes);
            position = length < 0 ? text.Length : colon + length;
            hits.Spend(4 + Math.Min(position - start, IpAddressText.MaxIPv6TextLength));
            if (TryTrim(text, ref start, colon, position, out int end) && TryFindStart(text, ref start, end))
            {
                end += ZoneLength(text, start, end);
                position = Math.Max(position, end);
                if (!hits.TryAdd(start, end, DetectorKind.IpAddress))
                {
                    return;
                }
            }
        }
    }

    /// <summary>Takes punctuation off both ends of a run of address bytes: <c>IP:2001:db8::1.</c> and <c>2001:db8::1:</c>.</summary>
    private static bool TryTrim(ReadOnlySpan<byte> text, ref int start, int colon, int runEnd, out int end)
    {
        end = runEnd;
        if (!TokenBoundary.CanStart(text, start))
        {
            start = colon;
        }

        bool startsCompressed = text[start..end].StartsWith("::"u8);
        if (startsCompressed && start > 0 && TokenBoundary.IsAlphanumeric(text[start - 1]))
        {
            // The tail of a qualified name, "std::a1".
            return false;
        }

        if (text[start] == (byte)':' && !startsCompressed)
        {
            start++;
        }

        while (end > start && text[end - 1] == (byte)'.')
        {
            end--;
        }

        if (end - start >= 2 && text[end - 1] == (byte)':' && text[end - 2] != (byte)':')
        {
            end--;
        }

        return end > start && TokenBoundary.CanEnd(text, end) && (end == text.Length || text[end] != (byte)'_');
    }

    /// <summary>Accepts the token, or the token behind its first colon: in <c>Add:2001:db8::1</c> the label looks like a group.</summary>
    private static bool TryFindStart(ReadOnlySpan<byte> text, ref int start, int end)
    {
        if (IsAddress(text[start..end]))
        {
            return true;
        }

        int colon = text[start..Math.Min(end, start + 5)].IndexOf((byte)':');
        if (colon <= 0)
        {
            return false;
        }

        start += colon + 1;
        return IsAddress(text[start..end]);
    }

    private static bool IsAddress(ReadOnlySpan<byte> token)
    {
        if (token.Length > IpAddressText.MaxIPv6TextLength)
        {
            return false;
        }

        Span<byte> address = stackalloc byte[IpAddressText.IPv6Bytes];
        if (!IpAddressText.TryParseIPv6(token, address))
        {
            return false;
        }

        int groups = 0;
        int digits = 0;
        bool hasDecimal = false;
        for (int i = 0; i < token.Length; i++)
        {
            if (token[i] != (byte)':')
            {
                digits++;
                hasDecimal |= TokenBoundary.IsDigit(token[i]);
                groups += i == 0 || token[i - 1] == (byte)':' ? 1 : 0;
            }
        }

        bool isExplicit = token.IndexOf("::"u8) < 0 || token.Contains((byte)'.');
        return hasDecimal && (isExplicit || (groups >= 2 && digits >= 5));
    }

    /// <summary>Length of the zone behind a link-local address (<c>fe80::1%eth0</c>); other addresses have none: there <c>%20</c> is an escape.</summary>
    private static int ZoneLength(ReadOnlySpan<byte> text, int start, int end)
    {
        bool isLinkLocal = PercentEscape.HexValue(text[start]) == 0xF && PercentEscape.HexValue(text[start + 1]) == 0xE
            && PercentEscape.HexValue(text[start + 2]) is >= 8 and <= 11;
        if (!isLinkLocal || end >= text.Length || text[end] != (byte)'%')
        {
            return 0;
        }

        int index = end + 1;
        while (index < text.Length && index - end <= MaxZoneLength && TokenBoundary.IsAlphanumeric(text[index]))
        {
            index++;
        }

        return index - end > 1 ? index - end : 0;
    }
}
