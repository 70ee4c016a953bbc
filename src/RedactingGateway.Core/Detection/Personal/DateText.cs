using RedactingGateway.Core.Detection.Words;

namespace RedactingGateway.Core.Detection.Personal;

/// <summary>
/// Reads one date as people and programs write it: <c>24.12.1980</c>, <c>24/12/80</c>, <c>1980-12-24</c> (ISO 8601-1), <c>19801224</c>,
/// <c>24. Dezember 1980</c>, <c>December 24th, 1980</c>, <c>24 de diciembre de 1980</c>.
/// </summary>
internal static class DateText
{
    /// <summary>Most bytes of a date: "24 de septiembre de 1980" in percent escapes.</summary>
    public const int MaxBytes = 48;

    // Years in which people of today were born. A fixed end, so that no clock decides what is found.
    private const int FirstYear = 1900;
    private const int LastYear = 2039;

    /// <summary>Returns the offset after the date that begins at <paramref name="start"/>, 0 for none.</summary>
    public static int Read(ReadOnlySpan<byte> text, int start, WordTable words)
    {
        ReadOnlySpan<byte> window = text[..Math.Min(text.Length, start + MaxBytes)];
        int digits = ReadNumber(window, start, out int first);
        return digits switch
        {
            8 when TokenBoundary.CanEnd(text, start + 8) => IsCompact(first) ? start + 8 : 0,
            4 when IsYear(first) => ReadYearFirst(window, start + 4),
            1 or 2 => ReadDayFirst(window, start + digits, first, words),
            0 => ReadMonthFirst(window, start, words),
            _ => 0,
        };
    }

    private static bool IsCompact(int number) =>
        (IsYear(number / 10000) && IsMonth(number / 100 % 100) && IsDay(number % 100))
        || (IsYear(number % 10000) && IsDay(number / 1_000_000) && IsMonth(number / 10000 % 100));

    private static int ReadYearFirst(ReadOnlySpan<byte> text, int index)
    {
        int separator = Separator(text, index, out byte sign);
        int monthDigits = ReadNumber(text, index + separator, out int month);
        if (separator == 0 || monthDigits is 0 or > 2 || !IsMonth(month))
        {
            return 0;
        }

        index += separator + monthDigits;
        separator = Separator(text, index, out byte second);
        int dayDigits = ReadNumber(text, index + separator, out int day);
        return separator > 0 && second == sign && dayDigits is 1 or 2 && IsDay(day) ? index + separator + dayDigits : 0;
    }

    private static int ReadDayFirst(ReadOnlySpan<byte> text, int index, int first, WordTable words)
    {
        int separator = Separator(text, index, out byte sign);
        int monthDigits = separator == 0 ? 0 : ReadNumber(text, index + separator, out int month);
        if (separator == 0 || monthDigits is 0)
        {
            return IsDay(first) ? ReadWrittenMonth(text, index, words) : 0;
        }

        ReadNumber(text, index + separator, out month);
        // Day and month in either order: 12/24/1980 is a date in America.
        bool isDate = monthDigits <= 2 && ((IsDay(first) && IsMonth(month)) || (IsMonth(first) && IsDay(month)));
        index += separator + monthDigits;
        separator = Separator(text, index, out byte second);
        int yearDigits = ReadNumber(text, index + separator, out int year);
        bool hasYear = (yearDigits == 4 && IsYear(year)) || yearDigits == 2;
        return isDate && separator > 0 && second == sign && hasYear && TokenBoundary.CanEnd(text, index + separator + yearDigits)
            ? index + separator + yearDigits : 0;
    }

    private static int ReadMonthFirst(ReadOnlySpan<byte> text, int index, WordTable words)
    {
        if (words.Match(text, index, WordRoles.Month) is not { } month)
        {
            return 0;
        }

        index = SkipFillers(text, index + month.Bytes.Length, words);
        int dayDigits = ReadNumber(text, index, out int day);
        index = SkipFillers(text, index + dayDigits, words);
        int yearDigits = ReadNumber(text, index, out int year);
        return dayDigits is 1 or 2 && IsDay(day) && yearDigits == 4 && IsYear(year) ? index + yearDigits : 0;
    }

    private static int ReadWrittenMonth(ReadOnlySpan<byte> text, int index, WordTable words)
    {
        index = SkipFillers(text, index, words);
        if (words.Match(text, index, WordRoles.Month) is not { } month)
        {
            return 0;
        }

        index = SkipFillers(text, index + month.Bytes.Length, words);
        int yearDigits = ReadNumber(text, index, out int year);
        return (yearDigits == 4 && IsYear(year)) || yearDigits == 2 ? index + yearDigits : 0;
    }

    /// <summary>Skips signs and words between the parts of a written date, at most three of each.</summary>
    private static int SkipFillers(ReadOnlySpan<byte> text, int index, WordTable words)
    {
        for (int count = 0; count < 6 && index < text.Length; count++)
        {
            int sign = text[index] is (byte)'.' or (byte)',' or (byte)'-' or (byte)'/' or (byte)'\'' ? 1 : TokenBoundary.SeparatorLength(text, index);
            int length = sign > 0 ? sign : words.Match(text, index, WordRoles.DateFiller)?.Bytes.Length ?? 0;
            if (length == 0)
            {
                break;
            }

            index += length;
        }

        return index;
    }

    /// <summary>One sign between two numbers, for the dot also with a space: <c>24. 12. 1980</c>.</summary>
    private static int Separator(ReadOnlySpan<byte> text, int index, out byte sign)
    {
        sign = 0;
        if (index >= text.Length)
        {
            return 0;
        }

        sign = text[index];
        int length = sign == (byte)'%' ? PercentEscape.Read(text, index, out sign) : 1;
        bool isSign = sign is (byte)'.' or (byte)'/' or (byte)'-';
        return !isSign ? 0 : sign == (byte)'.' && index + 1 < text.Length && text[index + 1] == (byte)' ' ? 2 : length;
    }

    private static int ReadNumber(ReadOnlySpan<byte> text, int start, out int value)
    {
        value = 0;
        int index = start;
        while (index < text.Length && index - start < 9 && TokenBoundary.IsDigit(text[index]))
        {
            value = (value * 10) + (text[index++] - '0');
        }

        return index - start;
    }

    private static bool IsYear(int year) => year is >= FirstYear and <= LastYear;

    private static bool IsMonth(int month) => month is >= 1 and <= 12;

    private static bool IsDay(int day) => day is >= 1 and <= 31;
}
