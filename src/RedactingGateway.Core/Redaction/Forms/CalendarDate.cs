using System.Buffers.Text;
using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Redaction.Forms;

/// <summary>How a date is spelled.</summary>
internal enum DateSpelling
{
    /// <summary><c>1992</c>.</summary>
    Year,

    /// <summary><c>1992-05</c>.</summary>
    YearMonth,

    /// <summary><c>1992-05-01</c>, also <c>1992-5-1</c> (ISO 8601 and what forms make of it).</summary>
    Iso,

    /// <summary><c>01.05.1992</c>, also <c>1.5.1992</c> (DIN 5008).</summary>
    Dotted,

    /// <summary><c>19920501</c> (ISO 8601 basic format; Meta's <c>db</c>).</summary>
    Digits,
}

/// <summary>A day, month or year that exists in the calendar, and its spelling.</summary>
/// <param name="Year">1 to 9999, four digits.</param>
/// <param name="Month">1 to 12; 1 where the spelling has none.</param>
/// <param name="Day">1 to 31; 1 where the spelling has none.</param>
/// <param name="Spelling">How it is written.</param>
internal readonly record struct CalendarDate(int Year, int Month, int Day, DateSpelling Spelling)
{
    /// <summary>Longest date in bytes.</summary>
    public const int MaxLength = 10;

    private const int YearDigits = 4;

    /// <summary>Whether a day of the month is named.</summary>
    public bool IsDay => Spelling is DateSpelling.Iso or DateSpelling.Dotted or DateSpelling.Digits;

    /// <summary>Reads a whole text; slashes are not read, because nobody can tell which of 01/05 is the month.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out CalendarDate date)
    {
        date = default;
        if (text.IsEmpty || text.Length > MaxLength)
        {
            return false;
        }

        var dot = text.IndexOf((byte)'.');
        if (dot >= 0)
        {
            var second = text[(dot + 1)..].IndexOf((byte)'.') + dot + 1;
            return second > dot && TryMake(text[(second + 1)..], text[(dot + 1)..second], text[..dot], DateSpelling.Dotted, out date);
        }

        var dash = text.IndexOf((byte)'-');
        if (dash < 0)
        {
            return text.Length == "19920501"u8.Length
                ? TryMake(text[..YearDigits], text[YearDigits..6], text[6..], DateSpelling.Digits, out date)
                : TryMake(text, "1"u8, "1"u8, DateSpelling.Year, out date);
        }

        var rest = text[(dash + 1)..];
        var next = rest.IndexOf((byte)'-');
        return next < 0
            ? TryMake(text[..dash], rest, "1"u8, DateSpelling.YearMonth, out date)
            : TryMake(text[..dash], rest[..next], rest[(next + 1)..], DateSpelling.Iso, out date);
    }

    /// <summary>The first day of the year or month.</summary>
    public CalendarDate StartOf(CalendarUnit unit) => this with { Month = unit == CalendarUnit.Year ? 1 : Month, Day = 1 };

    /// <summary>Writes the date as it is spelled, months and days with two digits.</summary>
    /// <remarks>Always two: the missing zero of <c>1992-5-1</c> would tell the early months from the late ones in a year.</remarks>
    public void Write(ref FormWriter writer)
    {
        switch (Spelling)
        {
            case DateSpelling.Dotted:
                writer.AppendPadded(Day, 2);
                writer.Append((byte)'.');
                writer.AppendPadded(Month, 2);
                writer.Append((byte)'.');
                writer.AppendPadded(Year, YearDigits);
                break;
            default:
                writer.AppendPadded(Year, YearDigits);
                WritePart(Month, Spelling != DateSpelling.Year, ref writer);
                WritePart(Day, IsDay, ref writer);
                break;
        }
    }

    private void WritePart(int value, bool isNamed, ref FormWriter writer)
    {
        if (!isNamed)
        {
            return;
        }

        if (Spelling != DateSpelling.Digits)
        {
            writer.Append((byte)'-');
        }

        writer.AppendPadded(value, 2);
    }

    private static bool TryMake(ReadOnlySpan<byte> year, ReadOnlySpan<byte> month, ReadOnlySpan<byte> day, DateSpelling spelling, out CalendarDate date)
    {
        date = default;
        if (year.Length != YearDigits || !TryNumber(year, out var y) || !TryNumber(month, out var m) || !TryNumber(day, out var d)
            || y < 1 || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m))
        {
            return false;
        }

        date = new CalendarDate(y, m, d, spelling);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        return digits.Length is > 0 and <= YearDigits && TokenBoundary.IsDigit(digits[0]) && (digits.Length <= 2 || digits.Length == YearDigits)
            && Utf8Parser.TryParse(digits, out number, out var read) && read == digits.Length;
    }
}
