using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Pipeline;

/// <summary>The memory that bodies of requests to destinations may take at once, of all clients together.</summary>
/// <remarks>Rates bound how often a client asks, not how long it lets its body take: slow bodies of many clients would add up.</remarks>
internal sealed class BodyBudget(long limit)
{
    private long _held;

    /// <summary>Bytes that are taken now.</summary>
    public long Held => Interlocked.Read(ref _held);

    /// <summary>Takes <paramref name="bytes"/>, unless that is more than there is.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= limit)
        {
            return true;
        }

        Release(bytes);
        return false;
    }

    /// <summary>Gives <paramref name="bytes"/> back.</summary>
    public void Release(long bytes) => Interlocked.Add(ref _held, -bytes);
}

/// <summary>What one body has taken of the <see cref="BodyBudget"/>.</summary>
internal sealed class BodyShare(BodyBudget budget) : IDisposable
{
    private long _taken;

    /// <summary>Takes what a body of <paramref name="length"/> bytes needs and this one has not taken yet.</summary>
    public bool TryGrow(long length)
    {
        var more = PooledBuffer.MemoryFor(length) - _taken;
        if (more > 0 && !budget.TryTake(more))
        {
            return false;
        }

        _taken += Math.Max(more, 0);
        return true;
    }

    /// <summary>Gives everything back.</summary>
    public void Dispose()
    {
        budget.Release(_taken);
        _taken = 0;
    }
}
