using System.Buffers;

namespace RedactingGateway.Core.Payloads;

/// <summary>Percent-encoding of URLs and forms (WHATWG URL § 1.3 and § 5).</summary>
internal static class PercentCoding
{
    // RFC 3986 § 2.3: what needs no encoding anywhere.
    private static readonly SearchValues<byte> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);

    /// <summary>Decodes <paramref name="raw"/>; a percent sign without two hexadecimal digits stands for itself.</summary>
    /// <param name="raw">Encoded bytes.</param>
    /// <param name="plusIsSpace">Whether <c>+</c> stands for a space (forms and queries).</param>
    /// <param name="scratch">Holds the result where it differs from the input.</param>
    /// <returns><paramref name="raw"/> itself where there is nothing to decode; not yet checked to be UTF-8.</returns>
    public static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> raw, bool plusIsSpace, PooledBuffer scratch)
    {
        var next = plusIsSpace ? raw.IndexOfAny((byte)'%', (byte)'+') : raw.IndexOf((byte)'%');
        if (next < 0)
        {
            return raw;
        }

        scratch.Clear();
        var output = scratch.GetSpan(raw.Length);
        var written = 0;
        while (next >= 0)
        {
            raw[..next].CopyTo(output[written..]);
            written += next;
            if (raw[next] == (byte)'+')
            {
                output[written++] = (byte)' ';
                raw = raw[(next + 1)..];
            }
            else if (TryHex(raw[(next + 1)..], out var value))
            {
                output[written++] = value;
                raw = raw[(next + 3)..];
            }
            else
            {
                output[written++] = (byte)'%';
                raw = raw[(next + 1)..];
            }

            next = plusIsSpace ? raw.IndexOfAny((byte)'%', (byte)'+') : raw.IndexOf((byte)'%');
        }

        raw.CopyTo(output[written..]);
        scratch.Advance(written + raw.Length);
        return scratch.Written;
    }

    /// <summary>Writes <paramref name="value"/> so that every decoder reads it back as it is.</summary>
    /// <param name="value">Decoded bytes.</param>
    /// <param name="spaceAsPlus">Whether the form it goes into writes spaces as <c>+</c>.</param>
    /// <param name="output">Takes the encoded bytes.</param>
    public static void Encode(ReadOnlySpan<byte> value, bool spaceAsPlus, PooledBuffer output)
    {
        while (!value.IsEmpty)
        {
            var plain = value.IndexOfAnyExcept(Unreserved);
            if (plain < 0)
            {
                output.Write(value);
                return;
            }

            output.Write(value[..plain]);
            var b = value[plain];
            if (b == (byte)' ' && spaceAsPlus)
            {
                output.WriteByte((byte)'+');
            }
            else
            {
                output.Write([(byte)'%', "0123456789ABCDEF"u8[b >> 4], "0123456789ABCDEF"u8[b & 15]]);
            }

            value = value[(plain + 1)..];
        }
    }

    private static bool TryHex(ReadOnlySpan<byte> digits, out byte value)
    {
        value = 0;
        if (digits.Length < 2 || !char.IsAsciiHexDigit((char)digits[0]) || !char.IsAsciiHexDigit((char)digits[1]))
        {
            return false;
        }

        value = (byte)((HexValue(digits[0]) << 4) | HexValue(digits[1]));
        return true;
    }

    internal static int HexValue(byte digit) => digit <= (byte)'9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
