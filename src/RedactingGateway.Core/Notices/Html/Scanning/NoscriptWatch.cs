namespace RedactingGateway.Core.Notices.Html.Scanning;

/// <summary>
/// Looks for <c>&lt;/noscript</c> in the bytes of a noscript element. With scripts the first one ends it, wherever it stands; without them
/// one in a comment or an attribute does not. Only where both agree the scan may go on.
/// </summary>
internal struct NoscriptWatch
{
    private int _match;
    private long _offset;
    private long _start;

    private static ReadOnlySpan<byte> EndTag => "</noscript"u8;

    /// <summary>Starts behind the start tag, <paramref name="offset"/> bytes into the page.</summary>
    public void Begin(long offset)
    {
        _match = 0;
        _offset = offset;
    }

    /// <summary>Looks at the next bytes.</summary>
    /// <param name="bytes">What was scanned.</param>
    /// <param name="endTag">Offset of the end tag that the scanner is in or has ended; -1: none.</param>
    /// <returns>False where an end was seen that is not that tag.</returns>
    public bool Feed(ReadOnlySpan<byte> bytes, long endTag)
    {
        foreach (var value in bytes)
        {
            if (_match == EndTag.Length)
            {
                if ((MarkupBytes.IsWhiteSpace(value) || value is (byte)'/' or (byte)'>') && _start != endTag)
                {
                    return false;
                }

                _match = 0;
            }

            if (MarkupBytes.Lower(value) == EndTag[_match])
            {
                _start = _match == 0 ? _offset : _start;
                _match++;
            }
            else
            {
                _match = value == '<' ? 1 : 0;
                _start = _offset;
            }

            _offset++;
        }

        return true;
    }
}
