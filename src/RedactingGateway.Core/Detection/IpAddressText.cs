using System.Buffers.Binary;

namespace RedactingGateway.Core.Detection;

/// <summary>
/// Reads the text forms of IP addresses into network-order bytes. <see cref="System.Net.IPAddress"/> is not used because it allocates
/// and, for IPv4, also takes <c>1.2</c>, <c>0x7f.1</c> and octal numbers; a test compares the two on generated addresses.
/// </summary>
internal static class IpAddressText
{
    /// <summary>Bytes of an IPv4 address.</summary>
    public const int IPv4Bytes = 4;

    /// <summary>Bytes of an IPv6 address.</summary>
    public const int IPv6Bytes = 16;

    /// <summary>Longest text of an IPv6 address without zone: eight groups, the last two as <c>255.255.255.255</c>.</summary>
    public const int MaxIPv6TextLength = 45;

    private const int Groups = 8;

    /// <summary>
    /// Reads dotted decimal, four numbers 0..255 without leading zeros (RFC 3986 section 3.2.2, <c>IPv4address</c>), from the start of the text.
    /// </summary>
    /// <returns>The bytes of text read, 0 when it does not begin with an address. More digits or dots may follow.</returns>
    public static int ReadIPv4(ReadOnlySpan<byte> text, Span<byte> address)
    {
        int index = 0;
        for (int octet = 0; octet < IPv4Bytes; octet++)
        {
            if (octet > 0)
            {
                if (index >= text.Length || text[index] != (byte)'.')
                {
                    return 0;
                }

                index++;
            }

            int first = index;
            int value = 0;
            while (index < text.Length && index - first < 3 && TokenBoundary.IsDigit(text[index]))
            {
                value = (value * 10) + (text[index++] - '0');
            }

            int digits = index - first;
            if (digits == 0 || value > byte.MaxValue || (digits > 1 && text[first] == (byte)'0'))
            {
                return 0;
            }

            address[octet] = (byte)value;
        }

        return index;
    }

    /// <summary>Reads a whole text as an IPv4 address into the first four bytes.</summary>
    public static bool TryParseIPv4(ReadOnlySpan<byte> text, Span<byte> address) =>
        !text.IsEmpty && ReadIPv4(text, address) == text.Length;

    /// <summary>
    /// Reads a whole text as an IPv6 address (RFC 4291 section 2.2: full, compressed with <c>::</c>, or with an IPv4 tail), without
    /// zone and brackets, into 16 bytes.
    /// </summary>
    public static bool TryParseIPv6(ReadOnlySpan<byte> text, Span<byte> address)
    {
        address[..IPv6Bytes].Clear();
        int group = 0;
        int compressedAt = -1;
        int index = 0;
        if (text.StartsWith("::"u8))
        {
            compressedAt = 0;
            index = 2;
        }

        while (index < text.Length)
        {
            int read = ReadGroup(text[index..], out int value);
            if (read == 0 || group == Groups)
            {
                return false;
            }

            if (index + read < text.Length && text[index + read] == (byte)'.')
            {
                if (group > Groups - 2 || !TryParseIPv4(text[index..], address[(group * 2)..]))
                {
                    return false;
                }

                group += 2;
                return Expand(address, group, compressedAt);
            }

            BinaryPrimitives.WriteUInt16BigEndian(address[(group * 2)..], (ushort)value);
            group++;
            index += read;
            if (index == text.Length)
            {
                break;
            }

            if (text[index++] != (byte)':' || index == text.Length)
            {
                return false;
            }

            if (text[index] == (byte)':')
            {
                if (compressedAt >= 0)
                {
                    return false;
                }

                compressedAt = group;
                index++;
            }
        }

        return Expand(address, group, compressedAt);
    }

    /// <summary>Reads one to four hexadecimal digits; returns how many.</summary>
    private static int ReadGroup(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        int index = 0;
        while (index < 4 && index < text.Length && PercentEscape.HexValue(text[index]) < 16)
        {
            value = (value << 4) | PercentEscape.HexValue(text[index++]);
        }

        return index;
    }

    /// <summary>Moves the groups after <c>::</c> to the end; false when the number of groups does not fit.</summary>
    private static bool Expand(Span<byte> address, int groups, int compressedAt)
    {
        if (compressedAt < 0 || groups == Groups)
        {
            return compressedAt < 0 && groups == Groups;
        }

        int tail = (groups - compressedAt) * 2;
        Span<byte> moved = address.Slice(compressedAt * 2, tail);
        moved.CopyTo(address[(IPv6Bytes - tail)..IPv6Bytes]);
        address[(compressedAt * 2)..(IPv6Bytes - tail)].Clear();
        return true;
    }
}
