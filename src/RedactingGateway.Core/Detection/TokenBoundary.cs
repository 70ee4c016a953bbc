using System.Text;

namespace RedactingGateway.Core.Detection;

/// <summary>
/// Where a value may begin and end in a text: the detectors report whole tokens only, never a part of a longer word or number
/// (field notes T6: hits inside base64, hashes and UUIDs). Only ASCII letters and digits join: scripts that write no spaces
/// (<c>账号DE89…</c>) and umlauts do not hide a number that has a check digit.
/// </summary>
internal static class TokenBoundary
{
    public static bool IsDigit(byte value) => (uint)(value - '0') <= 9;

    public static bool IsLetter(byte value) => (uint)((value | 0x20) - 'a') <= 'z' - 'a';

    public static bool IsAlphanumeric(byte value) => IsDigit(value) || IsLetter(value);

    /// <summary>Cheap test of the first byte behind a group of digits: false means that no other group follows.</summary>
    public static bool MayJoinGroups(ReadOnlySpan<byte> text, int index) => index < text.Length
        && text[index] is (byte)' ' or (byte)'-' or (byte)'+' or (byte)'%' or (byte)'/' or (byte)'.' or (byte)'_' or (byte)'\t' or >= 0x80;

    /// <summary>The same, for groups that are followed by one of two digits or more; separators beyond ASCII are not looked behind.</summary>
    public static bool MayJoinTwoDigits(ReadOnlySpan<byte> text, int index) => MayJoinGroups(text, index)
        && (text[index] is (byte)'%' or >= 0x80 || (index + 2 < text.Length && (IsDigit(text[index + 1]) ? IsDigit(text[index + 2]) : MayJoinGroups(text, index + 1))));

    /// <summary>True when no letter or digit stands before the index, or only one that closes a percent escape (<c>%20</c>, <c>%3D</c>).</summary>
    public static bool CanStart(ReadOnlySpan<byte> text, int index) =>
        index == 0 || !IsAlphanumeric(text[index - 1]) || PercentEscape.ReadBackward(text, index, out _) > 0;

    /// <summary>True when no letter or digit stands at the index.</summary>
    public static bool CanEnd(ReadOnlySpan<byte> text, int index) => index >= text.Length || !IsAlphanumeric(text[index]);

    /// <summary>
    /// Length in bytes of the one separator at the index that people and forms put between groups of digits, 0 when there is none:
    /// space, hyphen, the spaces U+00A0, U+2007, U+2009, U+202F, U+3000, the hyphens U+2010 to U+2013, and the encoded space (<c>+</c>, <c>%20</c>).
    /// </summary>
    public static int SeparatorLength(ReadOnlySpan<byte> text, int index)
    {
        if (index >= text.Length)
        {
            return 0;
        }

        switch (text[index])
        {
            case (byte)' ' or (byte)'-' or (byte)'+':
                return 1;
            case (byte)'%':
                int length = PercentEscape.Read(text, index, out byte value);
                return value is (byte)' ' or (byte)'-' ? length : 0;
            case >= 0x80:
                Rune.DecodeFromUtf8(text[index..], out Rune rune, out int consumed);
                return rune.Value is 0xA0 or 0x2007 or 0x2009 or 0x202F or 0x3000 or (>= 0x2010 and <= 0x2013) ? consumed : 0;
            default:
                return 0;
        }
    }
}
