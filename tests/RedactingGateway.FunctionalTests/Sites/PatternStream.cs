using System.Security.Cryptography;

namespace RedactingGateway.FunctionalTests.Sites;

/// <summary>A stream of known bytes that are made while it is read.</summary>
internal sealed class PatternStream(long length) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _position;

    /// <summary>Hash of all bytes, once the last one was read.</summary>
    public string Hash { get; private set; } = "";

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public static string HashOf(long length)
    {
        using var stream = new PatternStream(length);
        var buffer = new byte[64 * 1024];
        while (stream.Read(buffer) > 0)
        {
            // Reading is what makes the hash.
        }

        return stream.Hash;
    }

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, length - _position);
        for (var i = 0; i < count; i++)
        {
            var at = _position + i;
            buffer[i] = (byte)(at ^ (at >> 8) ^ (at >> 16));
        }

        _position += count;
        _hash.AppendData(buffer[..count]);
        if (count > 0 && _position == length)
        {
            Hash = Convert.ToHexString(_hash.GetCurrentHash());
        }

        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }
}
