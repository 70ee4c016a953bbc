namespace RedactingGateway.Core.Notices.Html.Scanning;

/// <content>Script text: what looks like a comment in it hides end tags.</content>
internal sealed partial class HtmlScanner
{
    private ScanEvent ScanEscapedScript(ReadOnlySpan<byte> data, ref int position)
    {
        var value = data[position];
        switch (_state)
        {
            case ScanState.ScriptEscapeStart or ScanState.ScriptEscapeStartDash:
                if (value != '-')
                {
                    _state = ScanState.Script;
                    return ScanEvent.NeedMore;
                }

                _state = _state == ScanState.ScriptEscapeStart ? ScanState.ScriptEscapeStartDash : ScanState.ScriptEscapedDashDash;
                position++;
                break;
            case ScanState.ScriptEscaped or ScanState.ScriptEscapedDash or ScanState.ScriptEscapedDashDash:
                ScanEscaped(data, ref position);
                break;
            case ScanState.ScriptDoubleEscaped or ScanState.ScriptDoubleEscapedDash or ScanState.ScriptDoubleEscapedDashDash:
                ScanDoubleEscaped(data, ref position);
                break;
            case ScanState.ScriptDoubleEscapedLess:
                if (value == '/')
                {
                    position++;
                    BeginMatch(ScanState.ScriptDoubleEscapeEnd);
                }
                else
                {
                    _state = ScanState.ScriptDoubleEscaped;
                }

                break;
            case ScanState.ScriptDoubleEscapeStart:
                MatchScript(value, ScanState.ScriptDoubleEscaped, ScanState.ScriptEscaped, ref position);
                break;
            default:
                MatchScript(value, ScanState.ScriptEscaped, ScanState.ScriptDoubleEscaped, ref position);
                break;
        }

        return ScanEvent.NeedMore;
    }

    private void ScanEscaped(ReadOnlySpan<byte> data, ref int position)
    {
        if (_state == ScanState.ScriptEscaped)
        {
            var index = data[position..].IndexOfAny((byte)'-', (byte)'<');
            if (index < 0)
            {
                position = data.Length;
                return;
            }

            position += index;
        }

        switch (data[position])
        {
            case (byte)'-':
                _state = _state == ScanState.ScriptEscaped ? ScanState.ScriptEscapedDash : ScanState.ScriptEscapedDashDash;
                break;
            case (byte)'<':
                _textState = ScanState.ScriptEscaped;
                _tagStart = position;
                _state = ScanState.TextLess;
                break;
            case (byte)'>' when _state == ScanState.ScriptEscapedDashDash:
                _textState = _state = ScanState.Script;
                break;
            default:
                _state = ScanState.ScriptEscaped;
                break;
        }

        position++;
    }

    private void ScanDoubleEscaped(ReadOnlySpan<byte> data, ref int position)
    {
        if (_state == ScanState.ScriptDoubleEscaped)
        {
            var index = data[position..].IndexOfAny((byte)'-', (byte)'<');
            if (index < 0)
            {
                position = data.Length;
                return;
            }

            position += index;
        }

        switch (data[position])
        {
            case (byte)'-':
                _state = _state == ScanState.ScriptDoubleEscaped ? ScanState.ScriptDoubleEscapedDash : ScanState.ScriptDoubleEscapedDashDash;
                break;
            case (byte)'<':
                _state = ScanState.ScriptDoubleEscapedLess;
                break;
            case (byte)'>' when _state == ScanState.ScriptDoubleEscapedDashDash:
                _textState = _state = ScanState.Script;
                break;
            default:
                _state = ScanState.ScriptDoubleEscaped;
                break;
        }

        position++;
    }

    private void BeginMatch(ScanState state)
    {
        _state = state;
        _match = 0;
        _isMatching = true;
    }

    // A word and what ends it: where the word is "script", the escaping changes.
    private void MatchScript(byte value, ScanState whenScript, ScanState otherwise, ref int position)
    {
        if (MarkupBytes.IsLetter(value))
        {
            position++;
            _isMatching &= _match < ScriptName.Length && MarkupBytes.Lower(value) == ScriptName[_match];
            _match++;
        }
        else if (MarkupBytes.IsWhiteSpace(value) || value is (byte)'/' or (byte)'>')
        {
            position++;
            _state = _isMatching && _match == ScriptName.Length ? whenScript : otherwise;
        }
        else
        {
            _state = whenScript == ScanState.ScriptDoubleEscaped ? ScanState.ScriptEscaped : ScanState.ScriptDoubleEscaped;
        }
    }

    private static readonly byte[] ScriptName = "script"u8.ToArray();
}
