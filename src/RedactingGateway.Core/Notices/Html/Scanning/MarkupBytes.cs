using System.Buffers;

namespace RedactingGateway.Core.Notices.Html.Scanning;

/// <summary>The byte classes of the HTML tokenizer.</summary>
internal static class MarkupBytes
{
    /// <summary>Tab, line feed, form feed, carriage return, space.</summary>
    public static readonly SearchValues<byte> WhiteSpace = SearchValues.Create("\t\n\f\r "u8);

    /// <summary>What ends an unquoted attribute value.</summary>
    public static readonly SearchValues<byte> EndsUnquoted = SearchValues.Create("\t\n\f\r >"u8);

    public static bool IsWhiteSpace(byte value) => value is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r' or (byte)'\f';

    /// <summary>Ends the name of a tag, and of an attribute together with <c>=</c>.</summary>
    public static bool EndsName(byte value) => value <= (byte)'>' && (IsWhiteSpace(value) || value is (byte)'/' or (byte)'>');

    public static bool IsLetter(byte value) => (uint)((value | 0x20) - 'a') <= 'z' - 'a';

    public static byte Lower(byte value) => (uint)(value - 'A') <= 'Z' - 'A' ? (byte)(value | 0x20) : value;

    /// <summary>Equal without regard to the case of letters.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <param name="lower">Lower case.</param>
    public static bool EqualsLower(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> lower)
    {
        if (bytes.Length != lower.Length)
        {
            return false;
        }

        for (var i = 0; i < bytes.Length; i++)
        {
            if (Lower(bytes[i]) != lower[i])
            {
                return false;
            }
        }

        return true;
    }
}
