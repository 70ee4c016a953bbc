using System.Collections.Immutable;

namespace RedactingGateway.State;

/// <summary>Durable queue of messages to sites' backends; each is delivered at least once.</summary>
internal sealed class Outbox(IStateStore store, StateWriting writing)
{
    /// <summary>1 minute: longer than any attempt to send, so that two nodes do not send the same message at once.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Puts a message in; it is due at once.</summary>
    /// <exception cref="StateUnavailableException">It could not be kept.</exception>
    public Task<Acknowledgement> EnqueueAsync(OutboxMessage message, CancellationToken cancellationToken) =>
        writing.WriteAsync(new MessageEnqueue(message), cancellationToken);

    /// <summary>Leases up to <paramref name="max"/> messages that are due; none while they cannot be read.</summary>
    public async Task<ImmutableArray<DueMessage>> TakeDueAsync(DateTimeOffset now, int max, CancellationToken cancellationToken)
    {
        try
        {
            return store.IsReachable ? await store.TakeDueAsync(now, max, cancellationToken) : [];
        }
        catch (StateUnavailableException)
        {
            return [];
        }
    }

    /// <summary>A message was delivered, or is given up.</summary>
    /// <exception cref="StateUnavailableException">It could not be kept: the message is sent again.</exception>
    public Task<Acknowledgement> DoneAsync(Guid id, CancellationToken cancellationToken) => writing.WriteAsync(new MessageDone(id), cancellationToken);

    /// <summary>Sending failed; the message is due again at <paramref name="next"/>.</summary>
    /// <exception cref="StateUnavailableException">It could not be kept: the message is due when its lease ends.</exception>
    public Task<Acknowledgement> LaterAsync(Guid id, DateTimeOffset next, int attempts, CancellationToken cancellationToken) =>
        writing.WriteAsync(new MessageLater(id, next, attempts), cancellationToken);
}
