using System.Buffers;
using RedactingGateway.Core.Notices.Html.Charsets;
using RedactingGateway.Core.Notices.Html.Scanning;
using RedactingGateway.Core.Notices.Html.Selectors;
using RedactingGateway.Core.Notices.Html.Trees;

namespace RedactingGateway.Core.Notices.Html;

/// <summary>
/// Rewrites one HTML page while it streams through: what is decided leaves at once, and every byte outside of insertions and edits is the
/// original one. Nothing is thrown: where something is wrong the rest of the page is copied as it is, and <see cref="Report"/> says why.
/// </summary>
/// <remarks>At rest it holds at most an incomplete tag (64 KiB) and what waits for the end of an element or of the body (64 KiB).</remarks>
public sealed partial class HtmlRewriter : IDisposable
{
    private readonly HtmlRewriterOptions _options;
    private readonly HtmlVisitor _visitor;
    private readonly HtmlScanner _scanner = new();
    private readonly HtmlTree _tree;
    private readonly SelectorMatcher _matcher;
    private readonly HtmlElement _element;
    private readonly HeldOutput _output = new();
    private readonly Dictionary<int, ElementWatch> _watches = [];
    private NoscriptWatch _noscript;
    private HtmlPoints _wanted;
    private HeldOutput.Hold? _bodyEnd;
    private int _lastWatch;
    private bool _isRaw;

    // Offset of the chunk in the page, and how much of the chunk was written.
    private long _offset;
    private int _written;

    // Up to here the pending bytes of a complete tag hold the chunk's.
    private int _pendingEnd;

    /// <summary>Starts a page.</summary>
    /// <param name="charset">Its charset; where that is not <see cref="HtmlCharset.IsRewritable"/>, the page is copied as it is.</param>
    /// <param name="options">What it is scanned for.</param>
    /// <param name="visitor">Who decides.</param>
    public HtmlRewriter(HtmlCharset charset, HtmlRewriterOptions options, HtmlVisitor visitor)
    {
        _options = options;
        _visitor = visitor;
        _wanted = options.Points;
        _matcher = new SelectorMatcher(options.Selectors, charset);
        _tree = new HtmlTree(_matcher);
        Page = new HtmlPage(charset);
        _element = new HtmlElement(_matcher, Page);
        _scanner.WatchesText = _tree.WatchesText;
        if (!charset.IsRewritable)
        {
            StopAt(HtmlStop.Ambiguous);
        }
    }

    /// <summary>What is known of the page so far.</summary>
    public HtmlPage Page { get; }

    /// <summary>What was done so far.</summary>
    public HtmlReport Report { get; } = new();

    /// <summary>Whether the rest of the page is copied as it is, and all that came before has been written.</summary>
    public bool IsCopying => _isRaw && HeldBytes == 0;

    /// <summary>Bytes taken and not yet written.</summary>
    public int HeldBytes => _output.Length + _scanner.Pending.Length;

    /// <summary>Takes the next bytes and writes what is decided.</summary>
    public void Write(ReadOnlySpan<byte> chunk, IBufferWriter<byte> output)
    {
        if (_isRaw)
        {
            output.Write(chunk);
            return;
        }

        _output.Target = output;
        _written = 0;
        try
        {
            Process(chunk);
        }
        catch (Exception)
        {
            // Whatever it was, the page goes on.
            StopAt(HtmlStop.Fault);
        }

        if (_isRaw)
        {
            WritePending();
            _output.Write(chunk[_written..]);
        }

        _offset += chunk.Length;
        Observe();
    }

    /// <summary>The page has ended: writes what was held.</summary>
    public void Complete(IBufferWriter<byte> output)
    {
        _output.Target = output;
        if (_isRaw)
        {
            return;
        }

        _written = 0;
        try
        {
            End();
        }
        catch (Exception)
        {
            StopAt(HtmlStop.Fault);
        }

        _output.ReleaseAll();
        WritePending();
        _isRaw = true;
        Observe();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _scanner.Dispose();
        _output.Dispose();
    }

    private void Process(ReadOnlySpan<byte> chunk)
    {
        var position = 0;
        while (!_isRaw)
        {
            if (_wanted == HtmlPoints.None && _matcher.IsEmpty)
            {
                StopAt(HtmlStop.NothingMore);
                return;
            }

            var start = position;
            var found = _scanner.Scan(chunk, ref position);
            if (_tree.IsInNoscript && !_noscript.Feed(chunk[start..position], EndTagOffset(found)))
            {
                StopAt(HtmlStop.Ambiguous);
                return;
            }

            switch (found)
            {
                case ScanEvent.NeedMore:
                    EndChunk(chunk);
                    return;
                case ScanEvent.NoTag:
                    WritePending();
                    break;
                case ScanEvent.Text:
                    AtText(chunk, ref position);
                    break;
                default:
                    AtTag(chunk, position);
                    break;
            }
        }
    }

    private long EndTagOffset(ScanEvent found) =>
        (found == ScanEvent.Tag || _scanner.IsInTag) && _scanner.Tag.IsEnd ? _offset + _scanner.TagStart : -1;

    private void EndChunk(ReadOnlySpan<byte> chunk)
    {
        var decided = _scanner.IsInTag ? Math.Max(_scanner.TagStart, 0) : chunk.Length;
        WriteTo(chunk, Math.Max(decided, _written));
        if (_scanner.EndChunk(chunk))
        {
            _written = chunk.Length;
            return;
        }

        WritePending();
        WriteTo(chunk, chunk.Length);
    }

    private void AtText(ReadOnlySpan<byte> chunk, ref int position)
    {
        // A byte order mark is no text.
        if (_offset + _scanner.TextStart < 3 && chunk[Math.Max(_scanner.TextStart, 0)] is 0xEF or 0xBB or 0xBF)
        {
            position++;
            return;
        }

        WriteTo(chunk, Math.Max(_scanner.TextStart, 0));
        _tree.Text();
        InsertPoints(_tree.PointsBefore);
        WritePending();
        _scanner.WatchesText = _tree.WatchesText;
    }

    private void StopAt(HtmlStop reason)
    {
        Report.Stop = reason;
        _isRaw = true;
        if (_output.Target is not null)
        {
            Report.Kept += _watches.Values.Count(watch => watch.Hold is not null);
            _output.ReleaseAll();
        }
    }

    private void WriteTo(ReadOnlySpan<byte> chunk, int end)
    {
        if (end > _written)
        {
            Emit(chunk[_written..end]);
            _written = end;
        }
    }

    private void WritePending()
    {
        Emit(_scanner.Pending);
        _scanner.ReleasePending();
        _written = Math.Max(_written, _pendingEnd);
        _pendingEnd = 0;
    }

    // In slices while something waits, so that not more is held than may be.
    private void Emit(ReadOnlySpan<byte> bytes)
    {
        while (_output.IsHolding && bytes.Length > 0)
        {
            var slice = Math.Min(bytes.Length, HeldOutput.MaxBytes);
            _output.Write(bytes[..slice]);
            bytes = bytes[slice..];
            while (_output.IsOverfull)
            {
                LetGo();
            }
        }

        if (bytes.Length > 0)
        {
            _output.Write(bytes);
        }
    }

    private void LetGo()
    {
        var hold = _output.Oldest;
        if (hold == _bodyEnd)
        {
            InsertBodyEnd();
            return;
        }

        Report.Kept++;
        _watches[hold.Watch] = _watches[hold.Watch] with { Hold = null };
        _output.Release(hold);
    }

    private void Observe()
    {
        Report.PeakHeldBytes = _output.Peak;
        Report.Steps = _tree.Steps;
    }
}
