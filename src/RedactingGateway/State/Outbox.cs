using System.Collections.Immutable;

namespace RedactingGateway.State;

/// <summary>Durable queue of messages to sites' backends; each is delivered at least once.</summary>
internal sealed class Outbox
{
    /// <summary>1 minute: longer than any attempt to send, so that two nodes do not send the same message at once.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Puts a message in; it is due at once.</summary>
    public Task<Acknowledgement> EnqueueAsync(OutboxMessage message, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Leases up to <paramref name="max"/> messages that are due; none while they cannot be read.</summary>
    public Task<ImmutableArray<DueMessage>> TakeDueAsync(DateTimeOffset now, int max, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>A message was delivered, or is given up.</summary>
    public Task<Acknowledgement> DoneAsync(Guid id, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Sending failed; the message is due again at <paramref name="next"/>.</summary>
    public Task<Acknowledgement> LaterAsync(Guid id, DateTimeOffset next, int attempts, CancellationToken cancellationToken) => throw new NotSupportedException();
}
