using RedactingGateway.Core.Signals;

namespace RedactingGateway.State;

/// <summary>Proofs of consent and the texts that were shown.</summary>
internal sealed class ConsentRecords
{
    /// <summary>Adds an entry; the same entry twice is one.</summary>
    public Task<Acknowledgement> AppendAsync(Guid id, ConsentEntry entry, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>The record, or null where there is none.</summary>
    /// <exception cref="StateUnavailableException">It cannot be read now.</exception>
    public Task<ConsentRecord?> ReadAsync(Guid id, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Erases the record for good; null where there was none.</summary>
    public Task<Acknowledgement?> EraseAsync(Guid id, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Time of the newest entry; null where there is none or it cannot be read right now. Never throws.</summary>
    public ValueTask<DateTimeOffset?> LatestAsync(Guid id) => throw new NotSupportedException();

    /// <summary>Archives a text under the hash of its content.</summary>
    public Task<Acknowledgement> ArchiveTextAsync(string contentHash, string text, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>An archived text, or null.</summary>
    /// <exception cref="StateUnavailableException">It cannot be read now.</exception>
    public Task<string?> ReadTextAsync(string contentHash, CancellationToken cancellationToken) => throw new NotSupportedException();
}
