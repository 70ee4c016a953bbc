using System.Buffers;
using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Notices.Html;

/// <summary>Output that waits for a decision: from a mark on, bytes are kept until it is known whether they leave.</summary>
internal sealed class HeldOutput : IDisposable
{
    /// <summary>64 KiB: more is not held for one decision.</summary>
    public const int MaxBytes = 64 * 1024;

    private readonly PooledBuffer _bytes = new();
    private readonly List<Hold> _holds = [];

    // Bytes at the front of the buffer that have left; they are moved away when they are many.
    private int _left;

    /// <summary>Where bytes go that wait for nothing.</summary>
    public IBufferWriter<byte>? Target { get; set; }

    public bool IsHolding => _holds.Count > 0;

    public Hold Oldest => _holds[0];

    public int Length => _bytes.Length - _left;

    public bool IsOverfull => IsHolding && Length > MaxBytes;

    /// <summary>Most bytes held at once.</summary>
    public int Peak { get; private set; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (_holds.Count == 0)
        {
            Target!.Write(bytes);
            return;
        }

        _bytes.Write(bytes);
        Peak = Math.Max(Peak, Length);
    }

    /// <summary>Holds what is written from now on.</summary>
    public Hold Begin(int watch)
    {
        var hold = new Hold { Watch = watch, Start = _bytes.Length };
        _holds.Add(hold);
        return hold;
    }

    /// <summary>Takes back what was written since the mark.</summary>
    /// <returns>False where it has left already, or something opened in it still waits.</returns>
    public bool TakeBack(Hold hold)
    {
        if (_holds.Count == 0 || _holds[^1] != hold)
        {
            return false;
        }

        _bytes.Truncate(hold.Start);
        _holds.RemoveAt(_holds.Count - 1);
        Drain();
        return true;
    }

    /// <summary>Lets go what was written since the mark, <paramref name="first"/> before it.</summary>
    public void Release(Hold hold, ReadOnlySpan<byte> first = default)
    {
        var index = _holds.IndexOf(hold);
        if (index < 0)
        {
            return;
        }

        _holds.RemoveAt(index);
        if (first.Length > 0)
        {
            Insert(hold.Start, first, index);
        }

        Drain();
    }

    public void ReleaseAll()
    {
        _holds.Clear();
        Drain();
    }

    public void Dispose() => _bytes.Dispose();

    private void Insert(int at, ReadOnlySpan<byte> first, int index)
    {
        var tail = _bytes.Written[at..].ToArray();
        _bytes.Truncate(at);
        _bytes.Write(first);
        _bytes.Write(tail);
        for (var i = index; i < _holds.Count; i++)
        {
            _holds[i].Start += first.Length;
        }
    }

    // What no hold covers leaves.
    private void Drain()
    {
        var end = _holds.Count == 0 ? _bytes.Length : _holds[0].Start;
        Target!.Write(_bytes.Written[_left..end]);
        _left = end;
        if (_left == _bytes.Length)
        {
            _bytes.Clear();
            _left = 0;
            foreach (var hold in _holds)
            {
                hold.Start = 0;
            }
        }
        else if (_left > MaxBytes)
        {
            Compact();
        }
    }

    private void Compact()
    {
        var rest = _bytes.Written[_left..].ToArray();
        _bytes.Clear();
        _bytes.Write(rest);
        foreach (var hold in _holds)
        {
            hold.Start -= _left;
        }

        _left = 0;
    }

    /// <summary>A mark in the output.</summary>
    internal sealed class Hold
    {
        /// <summary>The element that is waited for; 0: the end of the body.</summary>
        public int Watch { get; init; }

        public int Start { get; set; }
    }
}
