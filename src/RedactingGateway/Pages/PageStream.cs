using RedactingGateway.Core.Notices.Html;
using RedactingGateway.Core.Notices.Html.Charsets;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Hosting;

namespace RedactingGateway.Pages;

/// <summary>A page as the visitor gets it, made while it is read: what is decided leaves with the site's own chunk.</summary>
internal sealed class PageStream : Stream
{
    // 16 KiB: what sites send at once at most; smaller chunks are passed on as they come.
    private const int ChunkBytes = 16 * 1024;

    private readonly Stream _decoded;
    private readonly PageReading _reading;
    private readonly PageVisitor _visitor;
    private readonly Action<PageReport> _report;
    private readonly byte[] _chunk = new byte[ChunkBytes];
    private readonly PooledBuffer _ready = new();
    private readonly PooledBuffer _plain = new();
    private readonly PooledBuffer _start = new();
    private readonly Stream? _encoder;
    private HtmlRewriter? _rewriter;
    private PageOutcome _outcome = PageOutcome.Rewritten;
    private int _sent;
    private long _read;
    private bool _isEnded;
    private bool _isReported;

    public PageStream(Stream body, PageReading reading, PageVisitor visitor, Action<PageReport> report)
    {
        _decoded = PageCodings.Decode(reading.Coding, body);
        _reading = reading;
        _visitor = visitor;
        _report = report;
        _encoder = PageCodings.Encode(reading.Coding, new BufferStream(_ready));
    }

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
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_sent == _ready.Length)
        {
            if (_isEnded)
            {
                return 0;
            }

            _ready.Clear();
            _sent = 0;
            if (_encoder is null && _rewriter is { IsCopying: true })
            {
                return await CopyAsync(buffer, cancellationToken);
            }

            var read = await _decoded.ReadAsync(_chunk, cancellationToken);
            await SocketThread.LeaveAsync();
            Take(read);
        }

        var count = Math.Min(buffer.Length, _ready.Length - _sent);
        _ready.WrittenMemory.Slice(_sent, count).CopyTo(buffer);
        _sent += count;
        return count;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
        if (disposing)
        {
            Report();
            _encoder?.Dispose();
            _rewriter?.Dispose();
            _decoded.Dispose();
            _ready.Dispose();
            _plain.Dispose();
            _start.Dispose();
        }

        base.Dispose(disposing);
    }

    // What is not looked at needs no buffer of ours.
    private async ValueTask<int> CopyAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = await _decoded.ReadAsync(buffer, cancellationToken);
        if (count == 0 && buffer.Length > 0)
        {
            _isEnded = true;
            Report();
        }

        return count;
    }

    // Coded pages go through a buffer of their own: what leaves is what the encoder has made of it so far.
    private PooledBuffer Target => _encoder is null ? _ready : _plain;

    private void Take(int count)
    {
        var chunk = _chunk.AsSpan(0, count);
        _read += count;
        _isEnded = count == 0;
        if (_rewriter is null)
        {
            _start.Write(chunk);
            if (!HtmlCharset.TryDetect(_reading.Charset, _start.Written, _isEnded, out var charset))
            {
                return;
            }

            _rewriter = Begin(charset);
            _rewriter.Write(_start.Written, Target);
        }
        else
        {
            _rewriter.Write(chunk, Target);
        }

        if (_read > PageReading.MaxPageBytes && _outcome == PageOutcome.Rewritten)
        {
            _outcome = PageOutcome.TooLarge;
            _rewriter.Page.StopScanning();
        }

        if (_isEnded)
        {
            _rewriter.Complete(Target);
        }

        Encode();
        if (_isEnded)
        {
            Report();
        }
    }

    private HtmlRewriter Begin(HtmlCharset charset)
    {
        _outcome = charset.IsRewritable ? PageOutcome.Rewritten : PageOutcome.Charset;
        return new HtmlRewriter(charset, _visitor.Options, _visitor);
    }

    // A flush with every chunk: the first bytes of a slow page must not wait for the last.
    private void Encode()
    {
        if (_encoder is null)
        {
            return;
        }

        _encoder.Write(_plain.Written);
        _plain.Clear();
        if (_isEnded)
        {
            _encoder.Dispose();
        }
        else
        {
            _encoder.Flush();
        }
    }

    private void Report()
    {
        if (_isReported)
        {
            return;
        }

        _isReported = true;
        var stop = _rewriter?.Report.Stop ?? HtmlStop.None;
        var outcome = (_outcome, stop) switch
        {
            (not PageOutcome.Rewritten, _) => _outcome,
            (_, HtmlStop.Fault) => PageOutcome.Fault,
            (_, HtmlStop.Ambiguous or HtmlStop.TooDeep) => PageOutcome.Ambiguous,
            _ => PageOutcome.Rewritten,
        };
        _report(_visitor.Report(outcome, _rewriter?.Report ?? new HtmlReport()));
    }
}
