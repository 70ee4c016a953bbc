namespace RedactingGateway.State;

/// <summary>What went to a recipient and what did not, in numbers; nothing in it is about one person.</summary>
/// <param name="Sent">Fields that left, in whatever form.</param>
/// <param name="Changed">Those of them that left in another form than they came in.</param>
/// <param name="Withheld">Fields that did not leave.</param>
/// <param name="Stopped">Requests of which nothing left; where no purpose was granted, their fields were not even read, and are counted nowhere.</param>
internal readonly record struct DisclosureTally(long Sent, long Changed, long Withheld, long Stopped)
{
    /// <summary>Both together.</summary>
    public DisclosureTally Plus(DisclosureTally other) => new(Sent + other.Sent, Changed + other.Changed, Withheld + other.Withheld, Stopped + other.Stopped);
}
