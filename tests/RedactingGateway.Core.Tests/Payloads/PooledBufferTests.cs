using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Tests.Payloads;

public sealed class PooledBufferTests
{
    [Fact]
    public void Dispose_WrittenAndLentBytes_AreWiped()
    {
        var buffer = new PooledBuffer();
        buffer.Write("anna@example.org"u8);
        "lent and never advanced over"u8.CopyTo(buffer.GetSpan(64));
        buffer.Truncate(4);
        buffer.Dispose();

        // The pool hands the array that came back last to the next who asks; whichever it is, it is empty.
        using var next = new PooledBuffer();
        Assert.True(next.GetSpan(80)[..80].IndexOfAnyExcept((byte)0) < 0);
    }

    [Fact]
    public void Wipe_WrittenAndLentBytes_AreNoLongerThere()
    {
        using var buffer = new PooledBuffer();
        buffer.Write("anna@example.org"u8);
        "lent and never advanced over"u8.CopyTo(buffer.GetSpan(64));
        buffer.Truncate(4);
        buffer.Wipe();
        Assert.Equal(0, buffer.Length);
        Assert.True(buffer.GetSpan(1)[..80].IndexOfAnyExcept((byte)0) < 0);
    }

    [Fact]
    public void Wipe_LargeBuffer_HoldsOnToNothing()
    {
        using var buffer = new PooledBuffer();
        buffer.GetSpan(100_000).Fill((byte)'a');
        buffer.Advance(100_000);
        buffer.Wipe();
        Assert.InRange(buffer.GetSpan(1).Length, 1, 16 * 1024);
    }

    [Fact]
    public void Write_PastTheEnd_GrowsAndKeepsWhatWasWritten()
    {
        using var buffer = new PooledBuffer();
        for (var i = 0; i < 100_000; i++)
        {
            buffer.WriteByte((byte)i);
        }

        Assert.Equal(100_000, buffer.Length);
        Assert.True(Enumerable.Range(0, 100_000).All(i => buffer.WrittenMemory.Span[i] == (byte)i));
    }

    [Fact]
    public void Dispose_Twice_GivesTheArrayBackOnce()
    {
        var buffer = new PooledBuffer();
        buffer.WriteByte(1);
        buffer.Dispose();
        buffer.Dispose();
        Assert.Equal(0, buffer.Length);
        buffer.Write("again"u8);
        Assert.Equal("again"u8.ToArray(), buffer.Written.ToArray());
        buffer.Dispose();
    }
}
