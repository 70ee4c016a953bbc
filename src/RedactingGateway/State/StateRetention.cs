using RedactingGateway.Core.Policies;

namespace RedactingGateway.State;

/// <summary>How long what is kept is kept. Objections end when they are lifted, at no time of their own.</summary>
internal sealed record StateRetention
{
    // 30.4375 days: a month on the average, leap days included; 36 of them are 1,096 days.
    private const double DaysOfAMonth = 365.25 / 12;

    /// <summary>The same under what a policy says.</summary>
    public StateRetention Under(ChoiceRetention retention) => this with { ConsentProof = TimeSpan.FromDays(Math.Ceiling(retention.ConsentProofMonths * DaysOfAMonth)) };

    /// <summary>Of a consent record after its last entry: three years (§§ 195, 199 BGB), leap days included.</summary>
    public TimeSpan ConsentProof { get; init; } = TimeSpan.FromDays(1096);

    /// <summary>
    /// Of the note that an objection was lifted or a message delivered: 30 days, so that a node that was away for less does not
    /// bring back what it still has in its journal.
    /// </summary>
    public TimeSpan Tombstones { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Of the counts of disclosures: 30 days, today among them; what the transparency page shows, and no more.</summary>
    public int DisclosureDays { get; init; } = 30;

    /// <summary>The first day whose counts are kept.</summary>
    public DateOnly FirstDisclosureDay(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime).AddDays(1 - DisclosureDays);

    /// <summary>
    /// Of the note that a record was erased, which is its random id and nothing else: 400 days, longer than the thirteen months for
    /// which a copy of its cookie could grant anything.
    /// </summary>
    public TimeSpan ErasedRecords { get; init; } = TimeSpan.FromDays(400);

    /// <summary>
    /// Of a change in this node's journal after Redis took it: ten minutes. Should Redis lose its last writes (a fail-over,
    /// <c>appendfsync everysec</c>), they are brought again.
    /// </summary>
    public TimeSpan AppliedJournal { get; init; } = TimeSpan.FromMinutes(10);
}
