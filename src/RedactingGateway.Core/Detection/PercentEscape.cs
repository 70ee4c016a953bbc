namespace RedactingGateway.Core.Detection;

/// <summary>
/// Reads one percent-encoded byte (RFC 3986 section 2.1) in a text that should have been decoded but was not, with up to two further
/// levels: <c>%40</c>, <c>%2540</c>, <c>%252540</c>. Trackers put URLs into URLs into URLs.
/// </summary>
internal static class PercentEscape
{
    /// <summary>Longest escape in bytes: three levels.</summary>
    public const int MaxLength = 7;

    /// <summary>The length in bytes of the escape that starts at <paramref name="index"/>, 0 when there is none.</summary>
    public static int Read(ReadOnlySpan<byte> text, int index, out byte value)
    {
        value = 0;
        if (index >= text.Length || text[index] != (byte)'%')
        {
            return 0;
        }

        int digits = index + 1;
        while (digits - index < MaxLength - 2 && IsEncodedPercent(text, digits) && IsHexPair(text, digits + 2))
        {
            digits += 2;
        }

        if (!IsHexPair(text, digits))
        {
            return 0;
        }

        value = (byte)((HexValue(text[digits]) << 4) | HexValue(text[digits + 1]));
        return digits + 2 - index;
    }

    /// <summary>The length in bytes of the escape that ends before <paramref name="end"/>, 0 when there is none.</summary>
    public static int ReadBackward(ReadOnlySpan<byte> text, int end, out byte value)
    {
        value = 0;
        if (end < 3 || !IsHexPair(text, end - 2))
        {
            return 0;
        }

        for (int start = end - 3; start >= 0 && end - start <= MaxLength; start -= 2)
        {
            if (text[start] == (byte)'%')
            {
                value = (byte)((HexValue(text[end - 2]) << 4) | HexValue(text[end - 1]));
                return end - start;
            }

            if (start < 2 || !IsEncodedPercent(text, start - 1))
            {
                break;
            }
        }

        return 0;
    }

    /// <summary>
    /// The last offset at which a number may begin in a run of digits, in steps of two from its start: behind a percent sign the first
    /// two or four digits may belong to an escape (<c>%204111…</c>, <c>%2520192.0.2.1</c>), else only the start.
    /// </summary>
    public static int LastStartInRun(ReadOnlySpan<byte> text, int runStart, int runEnd) =>
        runStart > 0 && text[runStart - 1] == (byte)'%' ? Math.Min(runStart + MaxLength - 3, runEnd - 1) : runStart;

    /// <summary>The value 0..15 of a hexadecimal digit, 255 for any other byte.</summary>
    public static byte HexValue(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => (byte)(digit - '0'),
        >= (byte)'a' and <= (byte)'f' => (byte)(digit - 'a' + 10),
        >= (byte)'A' and <= (byte)'F' => (byte)(digit - 'A' + 10),
        _ => byte.MaxValue,
    };

    private static bool IsHexPair(ReadOnlySpan<byte> text, int index) =>
        index + 2 <= text.Length && HexValue(text[index]) < 16 && HexValue(text[index + 1]) < 16;

    /// <summary>True when the two digits at the index are those of an encoded percent sign, <c>25</c>.</summary>
    private static bool IsEncodedPercent(ReadOnlySpan<byte> text, int index) =>
        index + 2 <= text.Length && text[index] == (byte)'2' && text[index + 1] == (byte)'5';
}
