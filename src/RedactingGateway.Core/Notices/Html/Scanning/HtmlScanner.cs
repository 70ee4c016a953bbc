using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Notices.Html.Scanning;

/// <summary>
/// The tokenizer of the HTML standard over bytes, for tag boundaries and attributes only. It is fed chunk by chunk and looks at each byte
/// once: the state survives the chunk, and only a tag that is not complete is kept.
/// </summary>
/// <remarks>
/// AngleSharp's tokenizer reads thousands of characters ahead and takes "nothing yet" for the end of the file, so that it cannot release
/// the head of a page early; the tests hold this one against it. Which state follows a start tag is the caller's duty (<see cref="EnterText"/>).
/// </remarks>
internal sealed partial class HtmlScanner : IDisposable
{
    // 64 KiB: a longer tag is passed without a look at it.
    public const int MaxTagBytes = 64 * 1024;

    private readonly PooledBuffer _pending = new();
    private ScanState _state = ScanState.Data;

    // Index of '<' in the current chunk; negative when it stood in a former one, so that index - start is the offset in the tag.
    private int _tagStart;

    // Content as text: what ends it, and how much of that was seen.
    private byte[] _textName = [];
    private ScanState _textState = ScanState.Text;
    private int _match;
    private bool _isMatching;

    // The tag under way is too long and was written.
    private bool _isFlushed;

    /// <summary>The tag just ended, or the one the scanner is in.</summary>
    public ScannedTag Tag { get; } = new();

    /// <summary>True while the bytes since '&lt;' may be a tag.</summary>
    public bool IsInTag => _state >= ScanState.TagOpen;

    /// <summary>True where the next byte is ordinary content.</summary>
    public bool IsInData => _state == ScanState.Data;

    /// <summary>Index of the tag in the current chunk; negative when it began in a former one.</summary>
    public int TagStart => _tagStart;

    /// <summary>Index of the first text other than white space.</summary>
    public int TextStart { get; private set; }

    public bool HasDoctype { get; private set; }

    /// <summary>Whether <see cref="ScanEvent.Text"/> is asked for.</summary>
    public bool WatchesText { get; set; }

    /// <summary>Whether the current node is of SVG or MathML: only there CDATA sections exist.</summary>
    public bool IsInForeign { get; set; }

    /// <summary>Bytes of an incomplete tag from former chunks.</summary>
    public ReadOnlySpan<byte> Pending => _pending.Written;

    /// <summary>The bytes of the tag just ended.</summary>
    /// <param name="data">The chunk.</param>
    /// <param name="position">Where <see cref="Scan"/> stopped.</param>
    /// <returns>Nothing for a tag that is too long; only its name is known.</returns>
    public ReadOnlySpan<byte> TagBytes(ReadOnlySpan<byte> data, int position)
    {
        if (_isFlushed)
        {
            _isFlushed = false;
            return [];
        }

        ReadOnlySpan<byte> bytes;
        if (_tagStart >= 0)
        {
            bytes = data[_tagStart..position];
        }
        else
        {
            _pending.Write(data[..position]);
            bytes = _pending.Written;
        }

        Tag.IsOversized |= bytes.Length > MaxTagBytes;
        Name(bytes);
        return bytes;
    }

    /// <summary>Forgets the held bytes: they were written.</summary>
    public void ReleasePending() => _pending.Clear();

    /// <summary>From here on text, up to the end tag of that name.</summary>
    public void EnterText(HtmlTag tag)
    {
        _textName = HtmlTags.Utf8(tag);
        _state = _textState = tag switch
        {
            HtmlTag.Script => ScanState.Script,
            HtmlTag.Plaintext => ScanState.Plaintext,
            _ => ScanState.Text,
        };
    }

    /// <summary>Goes on from <paramref name="position"/> to the next event.</summary>
    public ScanEvent Scan(ReadOnlySpan<byte> data, ref int position)
    {
        while (position < data.Length)
        {
            var found = _state >= ScanState.TagOpen ? ScanTag(data, ref position)
                : _state >= ScanState.ScriptEscapeStart ? ScanEscapedScript(data, ref position)
                : _state >= ScanState.BogusComment ? ScanMarkup(data, ref position)
                : ScanText(data, ref position);
            if (found != ScanEvent.NeedMore)
            {
                return found;
            }
        }

        return ScanEvent.NeedMore;
    }

    /// <summary>Ends the chunk: an incomplete tag is kept.</summary>
    /// <returns>False where the tag is too long to be kept: its bytes are the caller's to write.</returns>
    public bool EndChunk(ReadOnlySpan<byte> data)
    {
        if (!IsInTag)
        {
            _tagStart = 0;
            return true;
        }

        var part = data[Math.Max(0, _tagStart)..];
        if (_isFlushed)
        {
            _tagStart -= data.Length;
            return false;
        }

        if (_pending.Length + part.Length > MaxTagBytes)
        {
            Flush(part);
            _tagStart -= data.Length;
            return false;
        }

        _pending.Write(part);
        _tagStart = -_pending.Length;
        return true;
    }

    public void Dispose() => _pending.Dispose();

    // What the tag is must be known in the end, or a script's text would be taken for markup.
    private void Flush(ReadOnlySpan<byte> part)
    {
        _isFlushed = true;
        Tag.IsOversized = true;
        if (Tag.NameEnd > 0)
        {
            _pending.Write(part);
            Name(_pending.Written);
            _pending.Truncate(_pending.Length - part.Length);
        }
        else
        {
            Tag.Name = default;
            Tag.Tag = HtmlTag.Other;
        }
    }

    private void Name(ReadOnlySpan<byte> tag)
    {
        Tag.Name = TagName.From(tag, Tag.IsEnd ? 2 : 1, Tag.NameEnd);
        Tag.Tag = HtmlTags.Find(Tag.Name);
    }

    private ScanEvent ScanText(ReadOnlySpan<byte> data, ref int position)
    {
        var rest = data[position..];
        switch (_state)
        {
            case ScanState.Data:
                var less = rest.IndexOf((byte)'<');
                if (WatchesText && rest[..(less < 0 ? rest.Length : less)].IndexOfAnyExcept(MarkupBytes.WhiteSpace) is >= 0 and var text)
                {
                    TextStart = position + text;
                    position = TextStart;
                    return ScanEvent.Text;
                }

                Less(less, ScanState.TagOpen, data, ref position);
                break;
            case ScanState.Text:
                Less(rest.IndexOf((byte)'<'), ScanState.TextLess, data, ref position);
                break;
            case ScanState.Script:
                Less(rest.IndexOf((byte)'<'), ScanState.TextLess, data, ref position);
                break;
            case ScanState.CData:
                Skip(rest.IndexOf((byte)']'), ScanState.CDataBracket, data, ref position);
                break;
            case ScanState.CDataBracket:
                _state = data[position] == ']' ? ScanState.CDataEnd : ScanState.CData;
                position++;
                break;
            case ScanState.CDataEnd:
                _state = data[position] switch
                {
                    (byte)'>' => ScanState.Data,
                    (byte)']' => ScanState.CDataEnd,
                    _ => ScanState.CData,
                };
                position++;
                break;
            default:
                position = data.Length;
                break;
        }

        return ScanEvent.NeedMore;
    }

    // To the next '<', which may begin a tag.
    private void Less(int index, ScanState next, ReadOnlySpan<byte> data, ref int position)
    {
        if (index < 0)
        {
            position = data.Length;
            return;
        }

        _tagStart = position + index;
        position = _tagStart + 1;
        _state = next;
    }

    private void Skip(int index, ScanState next, ReadOnlySpan<byte> data, ref int position)
    {
        position = index < 0 ? data.Length : position + index + 1;
        _state = index < 0 ? _state : next;
    }
}
