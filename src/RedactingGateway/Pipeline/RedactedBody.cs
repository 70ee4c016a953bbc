using Microsoft.AspNetCore.Http.Features;

namespace RedactingGateway.Pipeline;

/// <summary>The redacted body as the forwarder reads it.</summary>
/// <remarks>
/// The bytes are pooled. A vendor may answer before it has read everything, and then the forwarder's copy is still
/// running when the request ends. After <see cref="Stream.Dispose()"/> no read touches the bytes again: they may by then
/// be somebody else's.
/// </remarks>
internal sealed class RedactedBody(ReadOnlyMemory<byte> bytes) : Stream, IHttpRequestBodyDetectionFeature
{
    private readonly Lock _lock = new();
    private ReadOnlyMemory<byte> _left = bytes;
    private bool _isClosed;

    /// <inheritdoc/>
    public bool CanHaveBody { get; } = bytes.Length > 0;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                throw new IOException("The request has ended.");
            }

            var length = Math.Min(buffer.Length, _left.Length);
            _left.Span[..length].CopyTo(buffer);
            _left = _left[length..];
            return length;
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : new(Read(buffer.Span));

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        lock (_lock)
        {
            _isClosed = true;
            _left = default;
        }

        base.Dispose(disposing);
    }
}
