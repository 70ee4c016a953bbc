using System.Threading.Channels;

namespace RedactingGateway.Privacy.Webhook;

/// <summary>Wakes the sender, so that news does not wait for its next round.</summary>
internal sealed class OutboxBell
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There is a new message.</summary>
    public void Ring() => _rings.Writer.TryWrite(item: true);

    /// <summary>Waits for a ring; one that came while nobody waited counts.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) => await _rings.Reader.ReadAsync(cancellationToken);
}
