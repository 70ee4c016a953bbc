using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction;

/// <summary>Buffers that one request works with, rented and returned like a stack; the next request has the same ones.</summary>
internal sealed class SessionBuffers
{
    private readonly Stack<PooledBuffer> _free = new();
    private readonly List<PooledBuffer> _all = [];
    private readonly Stack<JsonFrames> _frames = new();

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

    public JsonFrames RentFrames() => _frames.TryPop(out var frames) ? frames : new JsonFrames();

    public void Return(JsonFrames frames)
    {
        frames.Clear();
        _frames.Push(frames);
    }

    /// <summary>Wipes all of them, those that were not returned too; they may be rented again.</summary>
    public void Wipe()
    {
        _free.Clear();
        foreach (var buffer in _all)
        {
            buffer.Wipe();
            _free.Push(buffer);
        }
    }
}
