using System.Collections.Immutable;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;
using RedactingGateway.PolicyStore;
using RedactingGateway.State;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Admin.Overview;

/// <summary>What the page shows, taken at one moment.</summary>
internal sealed record OverviewFacts
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>Two days by hour, or an hour by minute.</summary>
    public required bool ByHour { get; init; }

    public required PolicySnapshot Policy { get; init; }

    /// <summary>What happened, the oldest first.</summary>
    public required ImmutableArray<FlowFrame> Frames { get; init; }

    public required LastReload Reload { get; init; }

    public required StateReport State { get; init; }

    public required ImmutableArray<VendorState> Vendors { get; init; }

    public required ImmutableArray<RecentRefusal> Refusals { get; init; }

    public required UnknownFieldsPage Unknown { get; init; }

    /// <summary>How long a column of the picture over time is.</summary>
    public TimeSpan Step => ByHour ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(1);

    /// <summary>Number of its columns.</summary>
    public int Steps => ByHour ? FlowHistory.Hours : FlowHistory.Minutes;

    /// <summary>Start of its first column.</summary>
    public DateTimeOffset Start => Frames[^1].Start - ((Steps - 1) * Step);

    /// <summary>Fields that came in, by series, over all of the time shown; not those that the gateway set itself.</summary>
    public Dictionary<FieldSeries, long> Fields => _fields ??= Frames.SelectMany(static f => CameIn(f)).GroupBy(static f => f.Key).ToDictionary(static g => g.Key, static g => g.Sum(static f => f.Value));

    /// <summary>Events by destination and reason, over all of the time shown.</summary>
    public Dictionary<(string Destination, string Reason), long> Events =>
        _events ??= Frames.SelectMany(static f => f.Events).GroupBy(static e => e.Key).ToDictionary(static g => g.Key, static g => g.Sum(static e => e.Value));

    private Dictionary<FieldSeries, long>? _fields;

    private Dictionary<(string, string), long>? _events;

    /// <summary>The fields of a frame that came in.</summary>
    public static IEnumerable<KeyValuePair<FieldSeries, long>> CameIn(FlowFrame frame) => frame.Fields.Where(static f => f.Key.Form != FieldSeries.Set);

    /// <summary>Fields of a span of time, or of a destination.</summary>
    public static FieldCounts Count(IEnumerable<KeyValuePair<FieldSeries, long>> fields)
    {
        var (kept, reduced, withheld) = (0L, 0L, 0L);
        foreach (var (series, count) in fields)
        {
            switch (KindOf(series))
            {
                case FlowKind.Kept:
                    kept += count;
                    break;
                case FlowKind.Reduced:
                    reduced += count;
                    break;
                default:
                    withheld += count;
                    break;
            }
        }

        return new FieldCounts(kept, reduced, withheld);
    }

    public static FlowKind KindOf(FieldSeries series) => !series.Left ? FlowKind.Withheld : series.Form == FieldSeries.Keep ? FlowKind.Kept : FlowKind.Reduced;

    /// <summary>A category's name for people.</summary>
    public string CategoryName(string category) => category switch
    {
        "structural" => "Technical fields",
        "container" => "Packed fields",
        "uncategorised" => "No category yet",
        "unknown" => "Unknown fields",
        "gateway" => "What the gateway sets",
        _ => Policy.CategoryNames.TryGetValue(category, out var names) && names.TryGetValue("en", out var name) ? Capital(name) : category,
    };

    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A reason's sentence; its code is what metrics say.</summary>
    public static string Sentence(string code)
    {
        foreach (var reason in Enum.GetValues<WithheldReason>())
        {
            if (reason.Code() == code)
            {
                return Capital(reason.Describe());
            }
        }

        return code;
    }
}

/// <summary>What became of fields.</summary>
internal sealed record FieldCounts(long Kept, long Reduced, long Withheld)
{
    public long Left => Kept + Reduced;

    public long All => Left + Withheld;
}

/// <summary>In which of three ways.</summary>
internal enum FlowKind
{
    /// <summary>Left as it came.</summary>
    Kept,

    /// <summary>Left in another form.</summary>
    Reduced,

    /// <summary>Did not leave.</summary>
    Withheld,
}
