using System.Globalization;

namespace RedactingGateway.Admin.Overview;

/// <summary>Numbers and times as the page writes them.</summary>
internal static class OverviewText
{
    // Groups of three are kept apart by a narrow space, which no language takes for a decimal point.
    private static readonly NumberFormatInfo Grouped = new() { NumberGroupSeparator = "\u202F", NumberGroupSizes = [3] };

    public static string Number(long number) => number.ToString("N0", Grouped);

    /// <summary>A number and what it counts.</summary>
    public static string Count(long number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";

    /// <summary>A coordinate.</summary>
    public static string Of(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Moment(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>Name of a kind in the style sheet.</summary>
    public static string Class(FlowKind kind) => kind switch
    {
        FlowKind.Kept => "kept",
        FlowKind.Reduced => "reduced",
        _ => "withheld",
    };
}
