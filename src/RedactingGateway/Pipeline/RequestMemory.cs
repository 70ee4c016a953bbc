using System.Collections.Concurrent;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Pipeline;

/// <summary>The buffers of one request. They are wiped when it ends, and wait for the next.</summary>
internal sealed class RequestMemory
{
    // 256 wait, with 64 KB each at most (four buffers of 16 KiB): 16 MB. More are in use at once only under load, and end as garbage.
    private const int MaxIdle = 256;

    private static readonly ConcurrentQueue<RequestMemory> Idle = [];

    /// <summary>The body as received.</summary>
    public PooledBuffer Body { get; } = new();

    /// <summary>The target below the destination's path, as received.</summary>
    public PooledBuffer Target { get; } = new();

    /// <summary>The vendor's own body, where it is the answer.</summary>
    public PooledBuffer VendorBody { get; } = new();

    /// <summary>What may leave, once it is decided.</summary>
    public RedactedRequest Redacted { get; } = new();

    /// <summary>Memory for one request.</summary>
    public static RequestMemory Rent() => Idle.TryDequeue(out var memory) ? memory : new RequestMemory();

    /// <summary>Wipes it and gives it back; nothing of it may be used any more.</summary>
    public void Return()
    {
        if (Idle.Count < MaxIdle)
        {
            Body.Wipe();
            Target.Wipe();
            VendorBody.Wipe();
            Redacted.Wipe();
            Idle.Enqueue(this);
        }
        else
        {
            Body.Dispose();
            Target.Dispose();
            VendorBody.Dispose();
            Redacted.Dispose();
        }
    }
}
