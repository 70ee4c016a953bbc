using System.Buffers;
using System.Numerics;

namespace RedactingGateway.Core.Payloads;

/// <summary>A growing byte buffer over pooled memory; it is cleared before it goes back, because it held personal data.</summary>
/// <remarks>One owner at a time, no concurrency. Spans and memory taken from it are good until the next write.</remarks>
public sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    // 4 KiB: holds the usual tracker request, so that most requests rent once.
    private const int InitialBytes = 4096;

    // 16 KiB: what a buffer may hold between two requests. Nearly all requests need no more, and idle buffers stay small beside the process.
    private const int MaxIdleBytes = 16 * 1024;

    // Up to 64 KiB: the shared pool keeps 32 arrays of a size for each core, a few requests' worth, and makes the rest anew.
    private const int MostUsual = 64 * 1024;

    // Over 1 MiB: the shared pool would keep 32 of each size here, too, half a gigabyte after some decompression bombs.
    private const int MostShared = 1024 * 1024;

    // 16 MiB; a policy may allow longer ones, which are made anew each time.
    private const int Longest = 16 * 1024 * 1024;

    // 256 of a size, 32 MB in all: what 64 requests at once hold, four buffers each.
    private static readonly ArrayPool<byte> Usual = ArrayPool<byte>.Create(MostUsual, maxArraysPerBucket: 256);

    // 2 of a size, 60 MB in all.
    private static readonly ArrayPool<byte> Long = ArrayPool<byte>.Create(Longest, maxArraysPerBucket: 2);

    private byte[] _array = [];
    private int _highWater;

    /// <summary>Memory that a buffer takes for <paramref name="length"/> bytes: pools lend powers of two.</summary>
    public static long MemoryFor(long length) => length == 0 ? 0 : (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(length, InitialBytes));

    /// <summary>Number of bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _array.AsSpan(0, Length);

    /// <inheritdoc cref="Written"/>
    public ReadOnlyMemory<byte> WrittenMemory => _array.AsMemory(0, Length);

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _array.Length - Length);
        Length += count;
        Raise(Length);
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Lend(sizeHint);
        return _array.AsMemory(Length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Lend(sizeHint);
        return _array.AsSpan(Length);
    }

    /// <summary>Appends <paramref name="bytes"/>.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_array.AsSpan(Length));
        Length += bytes.Length;
        Raise(Length);
    }

    /// <summary>Appends one byte.</summary>
    public void WriteByte(byte value)
    {
        Reserve(1);
        _array[Length++] = value;
        Raise(Length);
    }

    /// <summary>Takes back everything after the first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)Length, nameof(length));
        Length = length;
    }

    /// <summary>Takes everything back; the memory stays.</summary>
    public void Clear() => Length = 0;

    /// <summary>Wipes the memory; the buffer, which is used for the next request, holds on to it unless it is large.</summary>
    public void Wipe()
    {
        if (_array.Length > MaxIdleBytes)
        {
            Dispose();
            return;
        }

        WipeWritten();
    }

    /// <summary>Wipes and returns the memory; the buffer may be used again.</summary>
    public void Dispose()
    {
        WipeWritten();
        if (_array.Length > 0)
        {
            Return(_array);
            _array = [];
        }
    }

    private void WipeWritten()
    {
        if (_highWater == 0)
        {
            return;
        }

        _array.AsSpan(0, Math.Min(_highWater, _array.Length)).Clear();
        Length = 0;
        _highWater = 0;
    }

    // What was lent may be written without being advanced over: a decoder that fails half-way leaves its half behind.
    private void Lend(int sizeHint)
    {
        Reserve(Math.Max(sizeHint, 1));
        Raise(sizeHint == 0 ? _array.Length : Length + sizeHint);
    }

    private void Raise(int end)
    {
        if (end > _highWater)
        {
            _highWater = end;
        }
    }

    private void Reserve(int count)
    {
        if (_array.Length - Length < count)
        {
            Grow(count);
        }
    }

    private void Grow(int count)
    {
        var larger = Rent(Math.Max(Math.Max(InitialBytes, _array.Length * 2), Length + count));
        _array.AsSpan(0, Length).CopyTo(larger);
        if (_array.Length > 0)
        {
            // A caller may have filled a span without advancing; all of it is wiped.
            _array.AsSpan().Clear();
            Return(_array);
        }

        _array = larger;
    }

    private static byte[] Rent(int length) => Pool(length).Rent(length);

    private static void Return(byte[] array) => Pool(array.Length).Return(array);

    private static ArrayPool<byte> Pool(int length) => length <= MostUsual ? Usual : length <= MostShared ? ArrayPool<byte>.Shared : Long;
}
