using System.Collections.Immutable;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.State;

/// <summary>Where state is: the file of a single node, or what several nodes share.</summary>
internal interface IStateStore
{
    /// <summary>Whether it is worth asking; while it is not, nobody waits.</summary>
    public bool IsReachable { get; }

    /// <summary>Whether there may be objections; while there are certainly none, nobody needs to ask for a subject.</summary>
    public bool MayHaveObjections { get; }

    /// <summary>Makes a change; when it returns, the change is safe.</summary>
    /// <exception cref="StateUnavailableException">It may not have been made.</exception>
    public Task ApplyAsync(StateOperation operation, CancellationToken cancellationToken);

    /// <summary>What a subject objects to.</summary>
    /// <exception cref="StateUnavailableException">It is not known.</exception>
    public ValueTask<Objection?> FindObjectionAsync(SubjectKey subject);

    /// <summary>Entries of a consent record, oldest first.</summary>
    /// <exception cref="StateUnavailableException">They cannot be read.</exception>
    public ValueTask<ImmutableArray<ConsentEntry>> ReadConsentAsync(Guid id);

    /// <summary>Time of the newest entry of a consent record; <see cref="ConsentRecords.Erased"/> where it was erased, null where there never was one.</summary>
    /// <exception cref="StateUnavailableException">It cannot be read.</exception>
    public ValueTask<DateTimeOffset?> LatestConsentAsync(Guid id);

    /// <summary>An archived text.</summary>
    /// <exception cref="StateUnavailableException">It cannot be read.</exception>
    public ValueTask<string?> ReadTextAsync(string contentHash);

    /// <summary>Leases messages that are due.</summary>
    /// <exception cref="StateUnavailableException">They cannot be read.</exception>
    public Task<ImmutableArray<DueMessage>> TakeDueAsync(DateTimeOffset now, int max, CancellationToken cancellationToken);

    /// <summary>What every node disclosed from one day to another, by recipient.</summary>
    /// <exception cref="StateUnavailableException">It cannot be read.</exception>
    public Task<ImmutableDictionary<string, DisclosureTally>> ReadDisclosuresAsync(DateOnly from, DateOnly to);

    /// <summary>Deletes what is past its retention.</summary>
    /// <returns>Number of consent records that were deleted.</returns>
    /// <exception cref="StateUnavailableException">It could not be done now.</exception>
    public Task<int> SweepAsync(DateTimeOffset now, StateRetention retention, CancellationToken cancellationToken);
}
