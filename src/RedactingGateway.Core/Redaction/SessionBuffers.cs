using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction;

/// <summary>Pooled buffers that one request works with, rented and returned like a stack.</summary>
internal sealed class SessionBuffers : IDisposable
{
    private readonly Stack<PooledBuffer> _free = new();
    private readonly List<PooledBuffer> _all = [];

    public PooledBuffer Rent()
    {
        if (_free.TryPop(out var buffer))
        {
            return buffer;
        }

        buffer = new PooledBuffer();
        _all.Add(buffer);
        return buffer;
    }

    public void Return(PooledBuffer buffer)
    {
        buffer.Clear();
        _free.Push(buffer);
    }

    /// <summary>Wipes all of them, those that were not returned too; they may be rented again.</summary>
    public void Dispose()
    {
        _free.Clear();
        foreach (var buffer in _all)
        {
            buffer.Dispose();
            _free.Push(buffer);
        }
    }
}
