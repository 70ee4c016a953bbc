namespace RedactingGateway.Core.Notices.Html.Scanning;

/// <content>Tags and their attributes.</content>
internal sealed partial class HtmlScanner
{
    private ScanEvent ScanTag(ReadOnlySpan<byte> data, ref int position)
    {
        var value = data[position];
        switch (_state)
        {
            case ScanState.TagOpen:
                return OpenTag(value, ref position);
            case ScanState.EndTagOpen:
                return OpenEndTag(value, ref position);
            case ScanState.TextLess:
                return OpenInText(value, ref position);
            case ScanState.TextEndTagOpen:
                if (!MarkupBytes.IsLetter(value))
                {
                    return Abandon(_textState);
                }

                Tag.Begin(isEnd: true);
                BeginMatch(ScanState.TextEndTagName);
                return ScanEvent.NeedMore;
            case ScanState.TextEndTagName:
                return MatchTextEnd(value, ref position);
            case ScanState.TagName:
                while (!MarkupBytes.EndsName(value))
                {
                    if (++position == data.Length)
                    {
                        return ScanEvent.NeedMore;
                    }

                    value = data[position];
                }

                Tag.NameEnd = position - _tagStart;
                return EndOfName(value, ref position);
            default:
                return ScanAttributes(data, ref position);
        }
    }

    private ScanEvent OpenTag(byte value, ref int position)
    {
        if (MarkupBytes.IsLetter(value))
        {
            Tag.Begin(isEnd: false);
            _state = ScanState.TagName;
            return ScanEvent.NeedMore;
        }

        switch (value)
        {
            case (byte)'/':
                position++;
                _state = ScanState.EndTagOpen;
                return ScanEvent.NeedMore;
            case (byte)'!':
                position++;
                _match = 0;
                return Abandon(ScanState.MarkupDeclaration);
            case (byte)'?':
                return Abandon(ScanState.BogusComment);
            default:
                var isText = WatchesText;
                TextStart = _tagStart;
                var abandoned = Abandon(ScanState.Data);
                return isText ? ScanEvent.Text : abandoned;
        }
    }

    private ScanEvent OpenEndTag(byte value, ref int position)
    {
        if (MarkupBytes.IsLetter(value))
        {
            Tag.Begin(isEnd: true);
            _state = ScanState.TagName;
            return ScanEvent.NeedMore;
        }

        position += value == '>' ? 1 : 0;
        return Abandon(value == '>' ? ScanState.Data : ScanState.BogusComment);
    }

    private ScanEvent OpenInText(byte value, ref int position)
    {
        switch (value)
        {
            case (byte)'/':
                position++;
                _state = ScanState.TextEndTagOpen;
                return ScanEvent.NeedMore;
            case (byte)'!' when _textState == ScanState.Script:
                position++;
                return Abandon(ScanState.ScriptEscapeStart);
            case var letter when MarkupBytes.IsLetter(letter) && _textState == ScanState.ScriptEscaped:
                BeginMatch(ScanState.ScriptDoubleEscapeStart);
                return Abandon(ScanState.ScriptDoubleEscapeStart);
            default:
                return Abandon(_textState);
        }
    }

    private ScanEvent MatchTextEnd(byte value, ref int position)
    {
        if (MarkupBytes.IsLetter(value) && _match < _textName.Length && MarkupBytes.Lower(value) == _textName[_match])
        {
            _match++;
            position++;
            return ScanEvent.NeedMore;
        }

        if (_match == _textName.Length && (MarkupBytes.IsWhiteSpace(value) || value is (byte)'/' or (byte)'>'))
        {
            Tag.NameEnd = position - _tagStart;
            return EndOfName(value, ref position);
        }

        return Abandon(_textState);
    }

    // Held bytes that are no tag go out before anything else; without such bytes there is nothing to tell.
    private ScanEvent Abandon(ScanState next)
    {
        _state = next;
        return _pending.Length > 0 ? ScanEvent.NoTag : ScanEvent.NeedMore;
    }

    private ScanEvent EndOfName(byte value, ref int position)
    {
        position++;
        switch (value)
        {
            case (byte)'/':
                _state = ScanState.SelfClosing;
                return ScanEvent.NeedMore;
            case (byte)'>':
                return EndTag();
            default:
                _state = ScanState.BeforeAttribute;
                return ScanEvent.NeedMore;
        }
    }

    private ScanEvent EndTag()
    {
        _state = ScanState.Data;
        return ScanEvent.Tag;
    }

    private ScanEvent ScanAttributes(ReadOnlySpan<byte> data, ref int position)
    {
        var value = data[position];
        switch (_state)
        {
            case ScanState.BeforeAttribute:
                return BeforeAttribute(value, ref position);
            case ScanState.AttributeName:
                while (!MarkupBytes.EndsName(value) && value != '=')
                {
                    if (++position == data.Length)
                    {
                        return ScanEvent.NeedMore;
                    }

                    value = data[position];
                }

                Tag.Current.NameEnd = position - _tagStart;
                _state = ScanState.AfterAttributeName;
                return ScanEvent.NeedMore;
            case ScanState.AfterAttributeName:
                if (value == '=')
                {
                    position++;
                    _state = ScanState.BeforeValue;
                    return ScanEvent.NeedMore;
                }

                return BeforeAttribute(value, ref position);
            case ScanState.BeforeValue:
                return BeforeValue(value, ref position);
            case ScanState.ValueDouble:
                Quoted(data, (byte)'"', ref position);
                return ScanEvent.NeedMore;
            case ScanState.ValueSingle:
                Quoted(data, (byte)'\'', ref position);
                return ScanEvent.NeedMore;
            case ScanState.ValueUnquoted:
                return Unquoted(data, ref position);
            case ScanState.AfterValue:
                return BeforeAttribute(value, ref position);
            default:
                // "/" and then ">" closes the element at once, anything else is as after white space.
                if (value == '>')
                {
                    position++;
                    Tag.IsSelfClosing = true;
                    return EndTag();
                }

                _state = ScanState.BeforeAttribute;
                return ScanEvent.NeedMore;
        }
    }

    private ScanEvent BeforeAttribute(byte value, ref int position)
    {
        if (MarkupBytes.IsWhiteSpace(value))
        {
            position++;
            _state = _state == ScanState.AfterAttributeName ? _state : ScanState.BeforeAttribute;
            return ScanEvent.NeedMore;
        }

        switch (value)
        {
            case (byte)'/':
                position++;
                _state = ScanState.SelfClosing;
                return ScanEvent.NeedMore;
            case (byte)'>':
                position++;
                return EndTag();
            default:
                // A '=' here is the first byte of a name.
                Tag.BeginAttribute(position - _tagStart);
                position++;
                _state = ScanState.AttributeName;
                return ScanEvent.NeedMore;
        }
    }

    private ScanEvent BeforeValue(byte value, ref int position)
    {
        if (MarkupBytes.IsWhiteSpace(value))
        {
            position++;
            return ScanEvent.NeedMore;
        }

        if (value == '>')
        {
            // "a=>": no value.
            position++;
            return EndTag();
        }

        var isQuoted = value is (byte)'"' or (byte)'\'';
        position += isQuoted ? 1 : 0;
        ref var attribute = ref Tag.Current;
        attribute.ValueStart = attribute.ValueEnd = position - _tagStart;
        attribute.IsQuoted = isQuoted;
        _state = value switch
        {
            (byte)'"' => ScanState.ValueDouble,
            (byte)'\'' => ScanState.ValueSingle,
            _ => ScanState.ValueUnquoted,
        };
        return ScanEvent.NeedMore;
    }

    private void Quoted(ReadOnlySpan<byte> data, byte quote, ref int position)
    {
        var index = data[position..].IndexOf(quote);
        if (index < 0)
        {
            position = data.Length;
            return;
        }

        position += index;
        Tag.Current.ValueEnd = position - _tagStart;
        position++;
        _state = ScanState.AfterValue;
    }

    private ScanEvent Unquoted(ReadOnlySpan<byte> data, ref int position)
    {
        var index = data[position..].IndexOfAny(MarkupBytes.EndsUnquoted);
        if (index < 0)
        {
            position = data.Length;
            return ScanEvent.NeedMore;
        }

        position += index;
        Tag.Current.ValueEnd = position - _tagStart;
        if (data[position++] == '>')
        {
            return EndTag();
        }

        _state = ScanState.BeforeAttribute;
        return ScanEvent.NeedMore;
    }
}
