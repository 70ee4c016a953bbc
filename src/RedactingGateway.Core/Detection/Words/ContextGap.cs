namespace RedactingGateway.Core.Detection.Words;

/// <summary>How a key is joined to the value behind it.</summary>
internal enum GapKind
{
    /// <summary>By spaces or words, as in sentences.</summary>
    Words,

    /// <summary>By a colon, as in forms that people fill in.</summary>
    Colon,

    /// <summary>By an equals sign or as a JSON member: machines wrote it.</summary>
    Assignment,
}

/// <summary>What stands between a word and the value it names: signs, quotes, one or two words such as "is" or "number".</summary>
/// <param name="ValueStart">Offset of the first byte of the value.</param>
/// <param name="Kind">How the value is joined to its key.</param>
/// <param name="HasConnector">True when a word stands between.</param>
internal readonly record struct ContextGap(int ValueStart, GapKind Kind, bool HasConnector)
{
    /// <summary>Most bytes between: <c>" : "</c> in escapes of three levels, or three short words.</summary>
    public const int MaxBytes = 32;

    private const int MaxConnectors = 3;

    /// <summary>Reads the gap that begins behind a word; false when none leads to a value.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, int start, WordTable words, out ContextGap gap)
    {
        int begin = start > 0 && text[start - 1] is (byte)'=' or (byte)':' or (byte)'%' or (byte)'"' or (byte)'\'' or (byte)'.' or (byte)']' ? start - 1 : start;
        int index = begin;
        int limit = Math.Min(text.Length, start + MaxBytes);
        int connectors = 0;
        bool hasColon = false;
        bool hasQuote = false;
        bool isAssigned = false;
        while (index < limit)
        {
            int length = ReadSign(text, index, out byte sign);
            bool mayBeginValue = sign is (byte)'-' or (byte)'_' or (byte)'*' && (hasColon || isAssigned || text[index - 1] == (byte)'.');
            if (length > 0 && !mayBeginValue)
            {
                hasQuote |= sign is (byte)'"' or (byte)'\'';
                isAssigned |= sign == (byte)'=' || (hasColon && hasQuote);
                hasColon |= sign == (byte)':';
                isAssigned |= hasColon && hasQuote;
                index += length;
            }
            else if (index > start && connectors < MaxConnectors && !isAssigned && words.Match(text, index, WordRoles.Connector) is { } connector
                && IsSetApart(text, index + connector.Bytes.Length))
            {
                connectors++;
                index += connector.Bytes.Length;
            }
            else
            {
                break;
            }
        }

        gap = new ContextGap(index, isAssigned ? GapKind.Assignment : hasColon ? GapKind.Colon : GapKind.Words, connectors > 0);
        return index < limit && (index > begin || !TokenBoundary.IsLetter(text[index]));
    }

    /// <summary>True where a word between key and value ends: at a space, colon, dot or bracket, not within a value such as <c>mein.hund</c>.</summary>
    private static bool IsSetApart(ReadOnlySpan<byte> text, int end) => end < text.Length
        && (text[end] is (byte)' ' or (byte)':' or (byte)'=' or (byte)')' or (byte)'%' or 0xC2
            || (text[end] == (byte)'.' && end + 1 < text.Length && text[end + 1] is (byte)' ' or (byte)':'));

    /// <summary>Length in bytes of the sign at the offset that may stand between a key and its value; 0 for none.</summary>
    private static int ReadSign(ReadOnlySpan<byte> text, int index, out byte sign)
    {
        sign = text[index];
        int length = 1;
        if (sign == (byte)'%')
        {
            length = PercentEscape.Read(text, index, out sign);
        }
        else if (sign == 0xC2 && index + 1 < text.Length && text[index + 1] == 0xA0)
        {
            return 2;
        }

        if (sign == (byte)'[' && index + 2 < text.Length && TokenBoundary.IsDigit(text[index + 1]) && text[index + 2] == (byte)']')
        {
            // An index: emails[0].
            return 3;
        }

        return sign is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'=' or (byte)':' or (byte)'"' or (byte)'\'' or (byte)'\\'
            or (byte)'[' or (byte)']' or (byte)'(' or (byte)')' or (byte)'>' or (byte)'~' or (byte)'-' or (byte)'.' or (byte)'#' or (byte)'*'
            or (byte)'_' ? length : 0;
    }
}
