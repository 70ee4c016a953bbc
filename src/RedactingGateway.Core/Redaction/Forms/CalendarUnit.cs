namespace RedactingGateway.Core.Redaction;

/// <summary>How much of a date or time stays.</summary>
public enum CalendarUnit
{
    /// <summary>The year; month and day become the first.</summary>
    Year,

    /// <summary>Year and month; the day becomes the first.</summary>
    Month,
}
