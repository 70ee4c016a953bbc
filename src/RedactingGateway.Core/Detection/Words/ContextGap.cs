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
        int index = start > 0 && text[start - 1] is (byte)'=' or (byte)':' or (byte)'%' or (byte)'"' or (byte)'\'' ? start - 1 : start;
        int limit = Math.Min(text.Length, start + MaxBytes);
        int connectors = 0;
        bool hasColon = false;
        bool hasQuote = false;
        bool isAssigned = false;
        while (index < limit)
        {
            int length = ReadSign(text, index, out byte sign);
            if (length > 0)
            {
                hasQuote |= sign is (byte)'"' or (byte)'\'';
                isAssigned |= sign == (byte)'=' || (hasColon && hasQuote);
                hasColon |= sign == (byte)':';
                isAssigned |= hasColon && hasQuote;
                index += length;
            }
            else if (index > start && connectors < MaxConnectors && !isAssigned && words.Match(text, index, WordRoles.Connector) is { } connector)
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
        return index > start - 1 && index < limit && (index > start || !TokenBoundary.IsLetter(text[index]));
    }

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

        return sign is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'=' or (byte)':' or (byte)'"' or (byte)'\'' or (byte)'\\'
            or (byte)'[' or (byte)']' or (byte)'(' or (byte)')' or (byte)'>' or (byte)'~' or (byte)'-' or (byte)'.' or (byte)'#' or (byte)'*'
            or (byte)'_' ? length : 0;
    }
}
