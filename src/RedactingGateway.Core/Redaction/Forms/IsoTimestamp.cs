using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Redaction.Forms;

/// <summary>Date and time of ISO 8601: <c>2026-11-23T12:00:00.000Z</c>, with or without seconds, fraction and offset; a blank may stand for the T.</summary>
/// <param name="Utc">The moment, without its fraction; as written where there is no offset.</param>
/// <param name="TimeLength">Bytes from the T to before the offset.</param>
internal readonly record struct IsoTimestamp(DateTime Utc, int TimeLength)
{
    // 1 to 9 digits: nanoseconds, the finest that SDKs write.
    private const int MaxFractionDigits = 9;
    private const int DateLength = 10;
    private const int MinLength = 16;

    /// <summary>Longest text in bytes: nanoseconds and <c>+01:00</c>.</summary>
    public const int MaxLength = 35;

    public static bool TryParse(ReadOnlySpan<byte> text, out IsoTimestamp timestamp)
    {
        timestamp = default;
        if (text.Length is < MinLength or > MaxLength || text[DateLength] is not ((byte)'T' or (byte)' ')
            || text[7] != (byte)'-' || !CalendarDate.TryParse(text[..DateLength], out var date) || date.Spelling != DateSpelling.Iso
            || !TryPair(text[11..], 23, out var hour) || text[13] != (byte)':' || !TryPair(text[14..], 59, out var minute))
        {
            return false;
        }

        var end = MinLength;
        var second = 0;
        if (end < text.Length && text[end] == (byte)':')
        {
            // 60: a leap second; it counts as the second before.
            if (!TryPair(text[(end + 1)..], 60, out second))
            {
                return false;
            }

            end += 3;
            if (end < text.Length && text[end] == (byte)'.' && !SkipFraction(text, ref end))
            {
                return false;
            }
        }

        if (!TryOffset(text[end..], out var offset))
        {
            return false;
        }

        var local = new DateTime(date.Year, date.Month, date.Day, hour, minute, Math.Min(second, 59), DateTimeKind.Utc);
        if (local.Ticks - offset.Ticks < 0 || local.Ticks - offset.Ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        timestamp = new IsoTimestamp(local - offset, end - DateLength);
        return true;
    }

    private static bool SkipFraction(ReadOnlySpan<byte> text, ref int end)
    {
        var first = ++end;
        while (end < text.Length && TokenBoundary.IsDigit(text[end]))
        {
            end++;
        }

        return end - first is > 0 and <= MaxFractionDigits;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out TimeSpan offset)
    {
        offset = default;
        if (text.IsEmpty || text is [(byte)'Z'])
        {
            return true;
        }

        var colon = text.Length == "+01:00"u8.Length && text[3] == (byte)':' ? 1 : 0;
        if (text.Length != "+0100"u8.Length + colon || text[0] is not ((byte)'+' or (byte)'-')
            || !TryPair(text[1..], 14, out var hours) || !TryPair(text[(3 + colon)..], 59, out var minutes))
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0);
        offset = text[0] == (byte)'-' ? -offset : offset;
        return true;
    }

    private static bool TryPair(ReadOnlySpan<byte> text, int most, out int number)
    {
        number = 0;
        if (text.Length < 2 || !TokenBoundary.IsDigit(text[0]) || !TokenBoundary.IsDigit(text[1]))
        {
            return false;
        }

        number = ((text[0] - '0') * 10) + text[1] - '0';
        return number <= most;
    }
}
