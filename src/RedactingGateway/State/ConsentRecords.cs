using RedactingGateway.Core.Signals;

namespace RedactingGateway.State;

/// <summary>Proofs of consent and the texts that were shown.</summary>
internal sealed class ConsentRecords
{
    /// <summary>Stands for the newest entry of a record that was erased: later than every copy of its cookie.</summary>
    public static readonly DateTimeOffset Erased = DateTimeOffset.MaxValue;

    private readonly IStateStore _store;
    private readonly StateWriting _writing;
    private readonly LocalCopies<Guid, DateTimeOffset?> _copies;

    public ConsentRecords(IStateStore store, StateWriting writing, StateChanges changes, TimeProvider time)
    {
        _store = store;
        _writing = writing;
        _copies = new LocalCopies<Guid, DateTimeOffset?>(time);
        changes.OnConsent(_copies.Drop);
    }

    /// <summary>Adds an entry; the same entry twice is one.</summary>
    /// <exception cref="StateUnavailableException">It could not be kept.</exception>
    public Task<Acknowledgement> AppendAsync(Guid id, ConsentEntry entry, CancellationToken cancellationToken) =>
        _writing.WriteAsync(new ConsentAppend(id, entry), cancellationToken);

    /// <summary>The record, or null where there is none.</summary>
    /// <exception cref="StateUnavailableException">It cannot be read now.</exception>
    public async Task<ConsentRecord?> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        var entries = await _store.ReadConsentAsync(id).AsTask().WaitAsync(cancellationToken);
        return entries.IsEmpty ? null : new ConsentRecord(id, entries);
    }

    /// <summary>Erases the record for good; null where there was none.</summary>
    /// <exception cref="StateUnavailableException">It could not be kept.</exception>
    public async Task<Acknowledgement?> EraseAsync(Guid id, CancellationToken cancellationToken)
    {
        // Where it cannot be known whether there is one, the erasure is kept for later.
        return _store.IsReachable && await ReadAsync(id, cancellationToken) is null
            ? null
            : await _writing.WriteAsync(new ConsentErase(id), cancellationToken);
    }

    /// <summary>
    /// Time of the newest entry; <see cref="Erased"/> where the record was erased; null where there never was one or it cannot be read
    /// right now. Never throws.
    /// </summary>
    public ValueTask<DateTimeOffset?> LatestAsync(Guid id) =>
        _copies.TryGet(id, out var copy) ? new(copy) : _store.IsReachable ? AskAsync(id) : new((DateTimeOffset?)null);

    /// <summary>Archives a text under the hash of its content.</summary>
    /// <exception cref="StateUnavailableException">It could not be kept.</exception>
    public Task<Acknowledgement> ArchiveTextAsync(string contentHash, string text, CancellationToken cancellationToken) =>
        _writing.WriteAsync(new TextArchive(contentHash, text), cancellationToken);

    /// <summary>An archived text, or null.</summary>
    /// <exception cref="StateUnavailableException">It cannot be read now.</exception>
    public Task<string?> ReadTextAsync(string contentHash, CancellationToken cancellationToken) =>
        _store.ReadTextAsync(contentHash).AsTask().WaitAsync(cancellationToken);

    private async ValueTask<DateTimeOffset?> AskAsync(Guid id)
    {
        try
        {
            var question = _copies.Ask();
            var latest = await _store.LatestConsentAsync(id);
            _copies.Keep(id, latest, question);
            return latest;
        }
        catch (Exception)
        {
            // Not known, and not remembered as "none".
            return null;
        }
    }
}
