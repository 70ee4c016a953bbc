using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction.Urls;

/// <summary>Takes a path apart into segments, and these at encoded slashes.</summary>
internal static class UrlSegments
{
    // %2F or %5C: a slash or backslash to some servers.
    private const int EscapeLength = 3;

    /// <summary>Takes the next segment, with its slash.</summary>
    public static ReadOnlySpan<byte> NextSegment(ref ReadOnlySpan<byte> path)
    {
        var next = path[1..].IndexOf((byte)'/') + 1;
        var segment = next == 0 ? path : path[..next];
        path = path[segment.Length..];
        return segment;
    }

    /// <summary>A segment without its parameters (RFC 3986 § 3.3), such as <c>;jsessionid=…</c>: nobody named them.</summary>
    /// <remarks>Neither did anybody name what stands behind an encoded <c>; ? #</c>, which servers and redirectors decode.</remarks>
    public static ReadOnlySpan<byte> CutParameters(ReadOnlySpan<byte> segment)
    {
        for (var i = 0; i < segment.Length; i++)
        {
            if (segment[i] == (byte)';' || (segment[i] == (byte)'%' && IsEscape(segment[i..], ";?#"u8)))
            {
                return segment[..i];
            }
        }

        return segment;
    }

    /// <summary>Takes a piece of a segment and the slash before it, which may be encoded.</summary>
    public static bool TakePiece(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> separator, out ReadOnlySpan<byte> content)
    {
        separator = content = default;
        if (rest.IsEmpty)
        {
            return false;
        }

        separator = rest[0] == (byte)'/' ? rest[..1] : rest[..EscapeLength];
        rest = rest[separator.Length..];
        var end = 0;
        while (end < rest.Length && !(rest[end] == (byte)'%' && IsEscape(rest[end..], "/\\"u8)))
        {
            end++;
        }

        content = rest[..end];
        rest = rest[end..];
        return true;
    }

    private static bool IsEscape(ReadOnlySpan<byte> text, ReadOnlySpan<byte> of) =>
        text.Length >= EscapeLength && char.IsAsciiHexDigit((char)text[1]) && char.IsAsciiHexDigit((char)text[2])
        && of.Contains((byte)((PercentCoding.HexValue(text[1]) << 4) | PercentCoding.HexValue(text[2])));
}
