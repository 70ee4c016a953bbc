using RedactingGateway.Core.Detection.Words;

namespace RedactingGateway.Core.Detection;

/// <summary>Tells from the text before a dotted number that it is named an internet address.</summary>
internal static class IpContext
{
    /// <summary>Bytes looked at before the number: the longest name is <c>x-forwarded-for</c>.</summary>
    private const int MaxLookBehind = 24;

    /// <summary>True behind a name for an address and an equals sign or colon: <c>ip=</c>, <c>client_ip: </c>, <c>"remoteAddr":"</c>.</summary>
    public static bool Precedes(ReadOnlySpan<byte> text, int start)
    {
        int limit = Math.Max(0, start - MaxLookBehind);
        int end = start;
        while (end > limit && text[end - 1] is (byte)' ' or (byte)':' or (byte)'=' or (byte)'"' or (byte)'\'' or (byte)'[')
        {
            end--;
        }

        if (end == start)
        {
            return false;
        }

        for (int index = end - 1; index >= limit; index--)
        {
            bool isStart = TokenBoundary.IsLetter(text[index]) && (index == 0 || !TokenBoundary.IsLetter(text[index - 1])
                || (text[index] <= 'Z' && text[index - 1] >= 'a'));
            if (isStart && WordTable.Shipped.Match(text, index, WordRoles.IpKey) is { } word && index + word.Bytes.Length == end)
            {
                return true;
            }
        }

        return false;
    }
}
