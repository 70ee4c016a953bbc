using System.Buffers;
using System.Buffers.Text;

namespace RedactingGateway.Core.Signals.Tcf;

/// <summary>The base64url of the IAB's strings: a digit is six bits, any number of digits, no padding characters.</summary>
/// <remarks>
/// RFC 4648 § 5 knows whole bytes only; these strings end after any digit (<c>DBABM</c> has five), and their last bits need not be zero.
/// </remarks>
internal static class SixBitText
{
    // Bits of one digit.
    private const int DigitBits = 6;

    // The library's decoder passes over white space and padding; here they are garbage.
    private static readonly SearchValues<char> Digits = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Bits that a text of <paramref name="digits"/> digits has.</summary>
    public static int BitCount(int digits) => digits * DigitBits;

    /// <summary>Bytes to decode into: whole groups of three, and the word that a reader may load at the last of them.</summary>
    public static int ByteCount(int digits) => ((digits + 3) / 4 * 3) + sizeof(ulong);

    /// <summary>Decodes <paramref name="text"/> into bits from the front of <paramref name="bytes"/>; false where it is empty or has another character.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        if (text.IsEmpty || text.ContainsAnyExcept(Digits))
        {
            return false;
        }

        var whole = text.Length & ~3;
        Base64Url.DecodeFromChars(text[..whole], bytes, out _, out var written);
        if (whole < text.Length)
        {
            Span<char> last = ['A', 'A', 'A', 'A'];
            text[whole..].CopyTo(last);
            Base64Url.DecodeFromChars(last, bytes[written..], out _, out _);
        }

        return true;
    }
}
