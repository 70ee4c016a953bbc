using System.Buffers.Binary;

namespace RedactingGateway.Core.Payloads;

/// <summary>Decodes what may be base64 (RFC 4648 §§ 4, 5): for looking, not for passing on. Digits of both alphabets count, and nothing is checked.</summary>
/// <remarks>
/// Any run of digits is tried in four alignments, and runs are short: what a checking decoder does before and after its digits would cost
/// more than the digits. Each digit is looked up where it stands in its group of four, as bits of the group's three bytes.
/// </remarks>
internal static class LooseBase64
{
    private const int BitsPerDigit = 6;

    private static readonly uint[] First = Table(3);
    private static readonly uint[] Second = Table(2);
    private static readonly uint[] Third = Table(1);
    private static readonly uint[] Fourth = Table(0);

    /// <summary>Decodes <paramref name="digits"/>, which are base64 digits and not one more than whole groups.</summary>
    /// <remarks>Of two or three last digits four or two bits are unused; where these are not zero, the last digits stand for nothing.</remarks>
    public static void Decode(ReadOnlySpan<byte> digits, PooledBuffer output)
    {
        // The last group writes a byte beyond its three.
        var target = output.GetSpan((digits.Length / 4 * 3) + sizeof(uint));
        var written = 0;
        for (; digits.Length >= 4; digits = digits[4..])
        {
            var group = First[digits[0]] | Second[digits[1]] | Third[digits[2]] | Fourth[digits[3]];
            BinaryPrimitives.WriteUInt32BigEndian(target[written..], group);
            written += 3;
        }

        if (digits.Length >= 2)
        {
            var group = First[digits[0]] | Second[digits[1]] | (digits.Length == 3 ? Third[digits[2]] : 0);
            var bytes = digits.Length - 1;
            if (group << (8 * bytes) == 0)
            {
                BinaryPrimitives.WriteUInt32BigEndian(target[written..], group);
                written += bytes;
            }
        }

        output.Advance(written);
    }

    private static uint[] Table(int digitsBehind)
    {
        var table = new uint[256];
        for (var value = 0; value < 64; value++)
        {
            table["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8[value]] = (uint)value << (8 + (BitsPerDigit * digitsBehind));
        }

        table['-'] = table['+'];
        table['_'] = table['/'];
        return table;
    }
}
