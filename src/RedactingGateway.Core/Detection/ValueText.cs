namespace RedactingGateway.Core.Detection;

/// <summary>Where a value in a text ends that has no format of its own.</summary>
internal static class ValueText
{
    /// <summary>
    /// The offset after the value: up to white space, a comma, semicolon, ampersand, bracket or quote, also percent-encoded ones. A quoted
    /// value goes on to its quote.
    /// </summary>
    public static int End(ReadOnlySpan<byte> text, int start, int maxBytes, byte quote)
    {
        int limit = Math.Min(text.Length, start + maxBytes);
        int index = start;
        while (index < limit)
        {
            byte value = text[index];
            int length = value == (byte)'%' ? PercentEscape.Read(text, index, out value) : 1;
            if (quote != 0 ? value == quote || value == (byte)'\\' : EndsValue(value) || length == 0)
            {
                break;
            }

            index += Math.Max(length, 1);
        }

        return Math.Min(index, limit);
    }

    private static bool EndsValue(byte value) => value is <= (byte)' ' or (byte)',' or (byte)';' or (byte)'&' or (byte)'"' or (byte)'\''
        or (byte)'<' or (byte)'>' or (byte)'(' or (byte)')' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'|' or (byte)'\\';
}
