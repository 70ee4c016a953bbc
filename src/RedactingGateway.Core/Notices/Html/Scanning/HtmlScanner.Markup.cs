namespace RedactingGateway.Core.Notices.Html.Scanning;

/// <content>Comments, doctypes, CDATA sections and what is taken for a comment.</content>
internal sealed partial class HtmlScanner
{
    private ScanEvent ScanMarkup(ReadOnlySpan<byte> data, ref int position)
    {
        var value = data[position];
        switch (_state)
        {
            case ScanState.BogusComment or ScanState.Doctype:
                Skip(data[position..].IndexOf((byte)'>'), ScanState.Data, data, ref position);
                return ScanEvent.NeedMore;
            case ScanState.MarkupDeclaration:
                ScanDeclaration(value, ref position);
                return ScanEvent.NeedMore;
            case ScanState.Comment:
                Skip(data[position..].IndexOf((byte)'-'), ScanState.CommentEndDash, data, ref position);
                return ScanEvent.NeedMore;
            case ScanState.CommentStart:
                _state = value switch
                {
                    (byte)'-' => ScanState.CommentStartDash,
                    (byte)'>' => ScanState.Data,
                    _ => ScanState.Comment,
                };
                break;
            case ScanState.CommentStartDash:
                _state = value switch
                {
                    (byte)'-' => ScanState.CommentEnd,
                    (byte)'>' => ScanState.Data,
                    _ => ScanState.Comment,
                };
                break;
            case ScanState.CommentEndDash:
                _state = value == '-' ? ScanState.CommentEnd : ScanState.Comment;
                break;
            case ScanState.CommentEnd:
                _state = value switch
                {
                    (byte)'>' => ScanState.Data,
                    (byte)'!' => ScanState.CommentEndBang,
                    (byte)'-' => ScanState.CommentEnd,
                    _ => ScanState.Comment,
                };
                break;
            default:
                _state = value switch
                {
                    (byte)'>' => ScanState.Data,
                    (byte)'-' => ScanState.CommentEndDash,
                    _ => ScanState.Comment,
                };
                break;
        }

        position++;
        return ScanEvent.NeedMore;
    }

    // After "<!": "--", "doctype" or, in SVG and MathML, "[CDATA[". The first byte says which; a byte that does not fit is looked at again.
    private void ScanDeclaration(byte value, ref int position)
    {
        if (_match == 0)
        {
            _textName = value switch
            {
                (byte)'-' => Dashes,
                (byte)'[' when IsInForeign => CDataStart,
                _ => DoctypeStart,
            };
        }

        var folded = _textName == DoctypeStart ? MarkupBytes.Lower(value) : value;
        if (folded != _textName[_match])
        {
            _state = ScanState.BogusComment;
            return;
        }

        position++;
        if (++_match < _textName.Length)
        {
            return;
        }

        _state = _textName == Dashes ? ScanState.CommentStart : _textName == CDataStart ? ScanState.CData : ScanState.Doctype;
        HasDoctype |= _state == ScanState.Doctype;
    }

    private static readonly byte[] Dashes = "--"u8.ToArray();
    private static readonly byte[] DoctypeStart = "doctype"u8.ToArray();
    private static readonly byte[] CDataStart = "[CDATA["u8.ToArray();
}
