using System.Buffers;
using System.Net;

namespace RedactingGateway.Pipeline;

/// <summary>The redacted body as the connection to the vendor reads it, so that headers and body leave in one packet.</summary>
/// <remarks>
/// The bytes are pooled. A vendor may answer before it has read everything, and then the connection's copy is still
/// running when the request ends. After <see cref="HttpContent.Dispose()"/> no copy touches the bytes again: they may by
/// then be somebody else's.
/// </remarks>
internal sealed class RedactedBody : HttpContent
{
    // 16 KiB at once: what a TLS record holds; a usual body is one.
    private const int ChunkBytes = 16 * 1024;

    private readonly Lock _lock = new();
    private readonly int _length;
    private ReadOnlyMemory<byte> _bytes;
    private bool _isClosed;

    public RedactedBody(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        _length = bytes.Length;
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    /// <remarks>From the beginning each time: a request on a connection that had broken meanwhile is sent again on another.</remarks>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(Math.Min(_length, ChunkBytes));
        try
        {
            for (var written = 0; written < _length;)
            {
                var count = CopyTo(chunk, written);
                await stream.WriteAsync(chunk.AsMemory(0, count), cancellationToken);
                written += count;
            }
        }
        finally
        {
            chunk.AsSpan(0, Math.Min(_length, chunk.Length)).Clear();
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        lock (_lock)
        {
            _isClosed = true;
            _bytes = default;
        }

        base.Dispose(disposing);
    }

    private int CopyTo(Span<byte> chunk, int start)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                throw new IOException("The request has ended.");
            }

            var count = Math.Min(chunk.Length, _length - start);
            _bytes.Span.Slice(start, count).CopyTo(chunk);
            return count;
        }
    }
}
