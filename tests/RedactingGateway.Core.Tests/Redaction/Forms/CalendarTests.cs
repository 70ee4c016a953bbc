using System.Text;
using CsCheck;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Redaction.Forms;

namespace RedactingGateway.Core.Tests.Redaction.Forms;

public sealed class CalendarTests
{
    [Theory]
    [InlineData("1992-05-17", "1992-01-01", "1992-05-01")]
    [InlineData("1992-5-17", "1992-01-01", "1992-05-01")]
    [InlineData("1992-12-7", "1992-01-01", "1992-12-01")]
    [InlineData("17.05.1992", "01.01.1992", "01.05.1992")]
    [InlineData("1.5.1992", "01.01.1992", "01.05.1992")]
    [InlineData("19920517", "19920101", "19920501")]
    [InlineData("1992-05", "1992-01", "1992-05")]
    [InlineData("1992", "1992", "1992")]
    [InlineData("2024-02-29", "2024-01-01", "2024-02-01")]
    public void TryTruncateDate_Date_KeepsItsSpelling(string text, string year, string month)
    {
        Assert.Equal(year, Date(text, CalendarUnit.Year));
        Assert.Equal(month, Date(text, CalendarUnit.Month));
    }

    [Theory]
    [InlineData("")]
    [InlineData("92")]
    [InlineData("0000")]
    [InlineData("05/01/1992")]
    [InlineData("1992-13-01")]
    [InlineData("1992-02-30")]
    [InlineData("2023-02-29")]
    [InlineData("1992-00-01")]
    [InlineData("30.02.1992")]
    [InlineData("1992-005-01")]
    [InlineData("1992-05-01x")]
    [InlineData("1992-05-01T")]
    [InlineData("19921301")]
    [InlineData("1992050")]
    [InlineData("-992-05-01")]
    [InlineData("+992")]
    [InlineData("1992--01")]
    [InlineData("1992-05-")]
    [InlineData(".05.1992")]
    [InlineData("01.05.92")]
    [InlineData("01.05.1992.")]
    [InlineData("1992.05.01")]
    [InlineData("１９９２")]
    [InlineData("May 1992")]
    public void TryParse_NoDate_IsFalse(string text) => Assert.False(CalendarDate.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("1795524300", "1767225600", "1793491200")]
    [InlineData("1795524300123", "1767225600000", "1793491200000")]
    [InlineData("1795524300123456", "1767225600000000", "1793491200000000")]
    [InlineData("0", "0", "0")]
    [InlineData("2026-11-24T12:45:00Z", "2026-01-01T00:00:00Z", "2026-11-01T00:00:00Z")]
    [InlineData("2026-11-24T12:45:00.123Z", "2026-01-01T00:00:00.000Z", "2026-11-01T00:00:00.000Z")]
    [InlineData("2026-11-24 12:45", "2026-01-01 00:00", "2026-11-01 00:00")]
    [InlineData("2026-11-24T12:45:00.1234567+01:00", "2026-01-01T00:00:00.0000000+00:00", "2026-11-01T00:00:00.0000000+00:00")]
    [InlineData("2026-11-24T12:45:00-0530", "2026-01-01T00:00:00+0000", "2026-11-01T00:00:00+0000")]
    [InlineData("2026-11-01T00:30:00+01:00", "2026-01-01T00:00:00+00:00", "2026-10-01T00:00:00+00:00")]
    [InlineData("2026-12-31T23:30:00-01:00", "2027-01-01T00:00:00+00:00", "2027-01-01T00:00:00+00:00")]
    [InlineData("2016-12-31T23:59:60Z", "2016-01-01T00:00:00Z", "2016-12-01T00:00:00Z")]
    public void TryTruncateTime_Time_IsStartInUtcInItsSpelling(string text, string year, string month)
    {
        Assert.Equal(year, Time(text, CalendarUnit.Year));
        Assert.Equal(month, Time(text, CalendarUnit.Month));
    }

    [Theory]
    [InlineData("12345678901234567")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("2026-11-24")]
    [InlineData("2026-11-24T12")]
    [InlineData("2026-11-24T24:00Z")]
    [InlineData("2026-11-24T12:60Z")]
    [InlineData("2026-11-24T12:45:61Z")]
    [InlineData("2026-11-24T12:45:00.Z")]
    [InlineData("2026-11-24T12:45:00.1234567890Z")]
    [InlineData("2026-11-24T12:45:00+25:00")]
    [InlineData("2026-11-24T12:45:00+1:00")]
    [InlineData("2026-11-24T12:45:00 UTC")]
    [InlineData("2026-1-24T12:45:00Z0")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("24.11.2026T12:45")]
    public void TryTruncateTime_OtherShape_IsFalse(string text) => Assert.Null(Time(text, CalendarUnit.Year));

    [Fact]
    public void TryTruncateTime_UnixAndIso_AgreeAndAreStable() => Gen.Select(Gen.Long[0, 4_000_000_000], Gen.Enum<CalendarUnit>()).Sample((seconds, unit) =>
    {
        var moment = DateTimeOffset.FromUnixTimeSeconds(seconds);
        var start = new DateTimeOffset(moment.Year, unit == CalendarUnit.Year ? 1 : moment.Month, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(start.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), Time($"{seconds}", unit));
        Assert.Equal($"{start:yyyy-MM-dd'T'HH:mm:ss}Z", Time($"{moment:yyyy-MM-dd'T'HH:mm:ss}Z", unit));
        Assert.Equal($"{start:yyyy-MM-dd}", Date($"{moment:yyyy-MM-dd}", unit));
        Assert.Equal($"{start:yyyyMMdd}", Date($"{start:yyyyMMdd}", unit));
    });

    private static string? Date(string text, CalendarUnit unit) => FormText.Apply(
        (ReadOnlySpan<byte> value, Span<byte> destination, out int written) => DateTruncation.TryTruncateDate(value, unit, destination, out written), text);

    private static string? Time(string text, CalendarUnit unit) => FormText.Apply(
        (ReadOnlySpan<byte> value, Span<byte> destination, out int written) => DateTruncation.TryTruncateTime(value, unit, destination, out written), text);
}
