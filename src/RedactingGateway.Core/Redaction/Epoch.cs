namespace RedactingGateway.Core.Redaction;

/// <summary>A time in which equal values have equal pseudonyms.</summary>
/// <param name="RotateDays">Its length in days.</param>
/// <param name="Number">Epochs of this length since 1 January of the year 1.</param>
public readonly record struct Epoch(int RotateDays, int Number)
{
    /// <summary>The one after it.</summary>
    public Epoch Next => this with { Number = Number + 1 };

    /// <summary>The one before it.</summary>
    public Epoch Previous => this with { Number = Number - 1 };
}

/// <summary>When epochs begin and end: at midnight of one time zone.</summary>
/// <param name="timeZone">The zone.</param>
public sealed class EpochCalendar(TimeZoneInfo timeZone)
{
    /// <summary>The epoch that <paramref name="time"/> lies in.</summary>
    public Epoch At(int rotateDays, DateTimeOffset time) =>
        new(rotateDays, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, timeZone).DateTime).DayNumber / rotateDays);

    /// <summary>First moment of an epoch.</summary>
    public DateTimeOffset Starts(Epoch epoch) => Midnight(epoch.Number * epoch.RotateDays);

    /// <summary>First moment after an epoch.</summary>
    public DateTimeOffset Ends(Epoch epoch) => Starts(epoch.Next);

    private DateTimeOffset Midnight(int dayNumber)
    {
        var local = DateOnly.FromDayNumber(dayNumber).ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);

        // Where daylight saving skips midnight, the epoch starts at the first moment that exists.
        while (timeZone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        return new DateTimeOffset(local, timeZone.GetUtcOffset(local));
    }
}
