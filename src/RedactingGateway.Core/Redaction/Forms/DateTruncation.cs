using System.Buffers.Text;
using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Redaction.Forms;

/// <summary>The form <c>truncate</c> of dates and times: the first day of the month or year, the first moment of it in UTC, in the spelling that came.</summary>
/// <remarks>Output space: 12 months a year, or 1. An offset becomes that of UTC: it is the visitor's time zone.</remarks>
internal static class DateTruncation
{
    /// <summary>Longest output in bytes.</summary>
    public const int MaxOutputLength = IsoTimestamp.MaxLength;

    // Unix microseconds have 16 digits.
    private const int MaxUnixDigits = 16;

    // Up to 11 digits are seconds (until the year 5138), up to 14 milliseconds, the rest microseconds.
    private const int MaxSecondDigits = 11;
    private const int MaxMillisecondDigits = 14;

    /// <summary>Whether the text is Unix time in seconds, milliseconds or microseconds.</summary>
    public static bool IsUnixTime(ReadOnlySpan<byte> text) => text.Length is > 0 and <= MaxUnixDigits && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    /// <summary>Truncates a date.</summary>
    public static bool TryTruncateDate(ReadOnlySpan<byte> text, CalendarUnit unit, Span<byte> destination, out int written)
    {
        written = 0;
        if (!CalendarDate.TryParse(text, out var date))
        {
            return false;
        }

        FormWriter writer = new(destination);
        date.StartOf(unit).Write(ref writer);
        return writer.TryComplete(out written);
    }

    /// <summary>Truncates a time: Unix time or ISO 8601.</summary>
    public static bool TryTruncateTime(ReadOnlySpan<byte> text, CalendarUnit unit, Span<byte> destination, out int written)
    {
        written = 0;
        FormWriter writer = new(destination);
        if (IsUnixTime(text) && Utf8Parser.TryParse(text, out long number, out _))
        {
            var ticksPerUnit = text.Length <= MaxSecondDigits ? TimeSpan.TicksPerSecond
                : text.Length <= MaxMillisecondDigits ? TimeSpan.TicksPerMillisecond : TimeSpan.TicksPerMicrosecond;
            var start = StartOf(DateTime.UnixEpoch.AddTicks(number * ticksPerUnit), unit);
            writer.AppendNumber((start - DateTime.UnixEpoch).Ticks / ticksPerUnit);
        }
        else if (IsoTimestamp.TryParse(text, out var timestamp))
        {
            var start = StartOf(timestamp.Utc, unit);
            new CalendarDate(start.Year, start.Month, start.Day, DateSpelling.Iso).Write(ref writer);
            WriteMidnight(text[CalendarDate.MaxLength..], timestamp.TimeLength, ref writer);
        }
        else
        {
            return false;
        }

        return writer.TryComplete(out written);
    }

    // Every digit becomes 0, also those of the offset; its sign becomes a plus, so that all offsets are one.
    private static void WriteMidnight(ReadOnlySpan<byte> time, int timeLength, ref FormWriter writer)
    {
        for (var i = 0; i < time.Length; i++)
        {
            var isSign = i == timeLength && time[i] == (byte)'-';
            writer.Append(TokenBoundary.IsDigit(time[i]) ? (byte)'0' : isSign ? (byte)'+' : time[i]);
        }
    }

    private static DateTime StartOf(DateTime moment, CalendarUnit unit) =>
        new(moment.Year, unit == CalendarUnit.Year ? 1 : moment.Month, 1, 0, 0, 0, DateTimeKind.Utc);
}
