using System.Buffers.Binary;
using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Redaction.Forms;

/// <summary>
/// The form <c>truncate</c> of an IP address: the first bits stay, the others become zero. Output is an address again, so that
/// recipients that look up a country still can.
/// </summary>
internal static class IpTruncation
{
    /// <summary>Bits of an IPv4 address.</summary>
    public const int IPv4Bits = 32;

    /// <summary>Bits of an IPv6 address.</summary>
    public const int IPv6Bits = 128;

    /// <summary>Longest output in bytes.</summary>
    public const int MaxOutputLength = 39;

    private const int Groups = 8;

    /// <summary>
    /// Truncates an address in one of the text forms of RFC 3986 section 3.2.2 (IPv4) and RFC 4291 section 2.2 (IPv6), the latter also in
    /// brackets and with a zone, which is dropped. IPv4-mapped addresses (<c>::ffff:192.0.2.1</c>) are IPv4 addresses, in and out.
    /// Where an IPv6 address holds an IPv4 address in its prefix (6to4, NAT64, …), not more of that stays than of an IPv4 address.
    /// </summary>
    /// <param name="text">The address alone: no port, no prefix length, no white space.</param>
    /// <param name="ipv4Bits">Bits kept of an IPv4 address, 0..32.</param>
    /// <param name="ipv6Bits">Bits kept of an IPv6 address, 0..128.</param>
    /// <param name="destination">Receives dotted decimal, or the canonical text of RFC 5952 section 4; <see cref="MaxOutputLength"/> always suffices.</param>
    /// <param name="written">Bytes written, 0 on failure.</param>
    /// <returns>False for anything that is not an address, and when the destination is too small.</returns>
    public static bool TryTruncate(ReadOnlySpan<byte> text, int ipv4Bits, int ipv6Bits, Span<byte> destination, out int written)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ipv4Bits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ipv4Bits, IPv4Bits);
        ArgumentOutOfRangeException.ThrowIfNegative(ipv6Bits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ipv6Bits, IPv6Bits);

        Span<byte> address = stackalloc byte[IpAddressText.IPv6Bytes];
        FormWriter writer = new(destination);
        if (IpAddressText.TryParseIPv4(text, address))
        {
            WriteIPv4(address[..IpAddressText.IPv4Bytes], ipv4Bits, ref writer);
        }
        else if (!IpAddressText.TryParseIPv6(WithoutBracketsAndZone(text), address))
        {
            written = 0;
            return false;
        }
        else if (address.StartsWith(MappedPrefix))
        {
            WriteIPv4(address[MappedPrefix.Length..], ipv4Bits, ref writer);
        }
        else
        {
            ClearAfter(address, Math.Min(ipv6Bits, EmbeddedIPv4Offset(address) + ipv4Bits));
            WriteIPv6(address, ref writer);
        }

        return writer.TryComplete(out written);
    }

    /// <summary>::ffff:0:0/96, RFC 4291 section 2.5.5.2.</summary>
    private static ReadOnlySpan<byte> MappedPrefix => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF];

    /// <summary>::/96, deprecated IPv4-compatible addresses, RFC 4291 section 2.5.5.1.</summary>
    private static ReadOnlySpan<byte> CompatiblePrefix => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>64:ff9b::/96, NAT64, RFC 6052 section 2.1.</summary>
    private static ReadOnlySpan<byte> TranslationPrefix => [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>2002::/16, 6to4, RFC 3056 section 2: the first 48 bits hold the whole IPv4 address.</summary>
    private static ReadOnlySpan<byte> SixToFourPrefix => [0x20, 0x02];

    /// <summary>2001::/32, Teredo, RFC 4380 section 4: the client's IPv4 address, inverted, is the last 32 bits.</summary>
    private static ReadOnlySpan<byte> TeredoPrefix => [0x20, 0x01, 0, 0];

    /// <summary>The bit at which the address holds an IPv4 address; <see cref="IPv6Bits"/> when it holds none.</summary>
    private static int EmbeddedIPv4Offset(ReadOnlySpan<byte> address)
    {
        if (address.StartsWith(SixToFourPrefix))
        {
            return SixToFourPrefix.Length * 8;
        }

        bool isLast = address.StartsWith(TranslationPrefix) || address.StartsWith(CompatiblePrefix) || address.StartsWith(TeredoPrefix);
        return isLast ? IPv6Bits - IPv4Bits : IPv6Bits;
    }

    private static ReadOnlySpan<byte> WithoutBracketsAndZone(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'[', .., (byte)']'])
        {
            text = text[1..^1];
        }

        // RFC 4007 section 11.2: "%" and a name; RFC 6874 writes the sign as "%25". Either way all of it goes, but it must be there.
        int zone = text.IndexOf((byte)'%');
        return zone >= 0 && zone + 1 < text.Length ? text[..zone] : text;
    }

    private static void ClearAfter(Span<byte> address, int bits)
    {
        int whole = bits / 8;
        if (whole < address.Length)
        {
            address[whole] &= (byte)(0xFF00 >> (bits % 8));
            address[(whole + 1)..].Clear();
        }
    }

    private static void WriteIPv4(scoped Span<byte> address, int bits, ref FormWriter writer)
    {
        ClearAfter(address, bits);
        for (int i = 0; i < address.Length; i++)
        {
            if (i > 0)
            {
                writer.Append((byte)'.');
            }

            writer.AppendNumber(address[i]);
        }
    }

    /// <summary>RFC 5952 section 4: lower case, no leading zeros, the first of the longest runs of two or more zero groups as <c>::</c>.</summary>
    private static void WriteIPv6(scoped ReadOnlySpan<byte> address, ref FormWriter writer)
    {
        FindLongestZeros(address, out int zerosStart, out int zerosEnd);
        Span<byte> digits = stackalloc byte[4];
        for (int group = 0; group < Groups; group++)
        {
            if (group == zerosStart)
            {
                writer.Append("::"u8);
                group = zerosEnd - 1;
                continue;
            }

            if (group > 0 && group != zerosEnd)
            {
                writer.Append((byte)':');
            }

            BinaryPrimitives.ReadUInt16BigEndian(address[(group * 2)..]).TryFormat(digits, out int length, "x", System.Globalization.CultureInfo.InvariantCulture);
            writer.Append(digits[..length]);
        }
    }

    private static void FindLongestZeros(ReadOnlySpan<byte> address, out int start, out int end)
    {
        start = end = -1;
        int runStart = 0;
        for (int group = 0; group < Groups; group++)
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(address[(group * 2)..]) != 0)
            {
                runStart = group + 1;
            }
            else if (group + 1 - runStart > Math.Max(1, end - start))
            {
                start = runStart;
                end = group + 1;
            }
        }
    }
}
