using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction.Urls;

/// <summary>Writes the path of an address: what it says of a person becomes a word with a colon, the rest is copied.</summary>
internal static class UrlPath
{
    // An encoded slash or backslash is a separator to some servers: a template looks through it.
    private const int EscapeLength = 3;

    /// <summary>Finds the segments that templates hide.</summary>
    /// <param name="path">The path.</param>
    /// <param name="rules">What stays.</param>
    /// <param name="scratch">Room for a decoded segment.</param>
    /// <param name="hidden">One bit for each segment, not counting empty ones.</param>
    /// <returns>False for a path with dot segments: what it means depends on who resolves them.</returns>
    public static bool TryMatch(ReadOnlySpan<byte> path, UrlRules rules, PooledBuffer scratch, out ulong hidden)
    {
        hidden = 0;
        Span<bool> matches = stackalloc bool[rules.Paths.Length];
        matches.Fill(value: true);
        var index = 0;
        while (!path.IsEmpty)
        {
            var piece = CutParameters(NextSegment(ref path));
            while (TakePiece(ref piece, out _, out var content))
            {
                var decoded = PercentCoding.Decode(content, plusIsSpace: false, scratch);
                if (decoded is [(byte)'.'] or [(byte)'.', (byte)'.'])
                {
                    return false;
                }

                if (decoded.IsEmpty)
                {
                    continue;
                }

                for (var i = 0; i < matches.Length; i++)
                {
                    matches[i] &= index >= rules.Paths[i].Length || rules.Paths[i].Fits(index, decoded);
                }

                index++;
            }
        }

        for (var i = 0; i < matches.Length; i++)
        {
            hidden |= matches[i] && index >= rules.Paths[i].Length ? rules.Paths[i].Hidden : 0;
        }

        return true;
    }

    /// <summary>Writes the path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="rules">What stays.</param>
    /// <param name="hidden">What <see cref="TryMatch"/> found.</param>
    /// <param name="context">The request's content net.</param>
    /// <param name="output">Takes the path.</param>
    public static void Write(ReadOnlySpan<byte> path, UrlRules rules, ulong hidden, TreatmentContext context, PooledBuffer output)
    {
        var index = 0;
        while (!path.IsEmpty)
        {
            var segment = NextSegment(ref path);
            if (rules.Scrubs)
            {
                segment = CutParameters(segment);
            }

            var isForbidden = context.Net.HoldsForbidden(segment[1..], out var kind);
            if (!rules.Scrubs)
            {
                output.WriteByte((byte)'/');
                output.Write(isForbidden ? DetectorNames.PathSegment(kind) : segment[1..]);
                continue;
            }

            // A find may span an encoded slash; then no piece of the segment is written but its name.
            var isNamed = false;
            while (TakePiece(ref segment, out var separator, out var content))
            {
                var isHidden = !content.IsEmpty && index < UrlPathTemplate.MaxSegments && (hidden & (1UL << index)) != 0;
                index += content.IsEmpty ? 0 : 1;
                if (isForbidden && !isHidden)
                {
                    if (!isNamed)
                    {
                        output.Write(separator);
                        output.Write(DetectorNames.PathSegment(kind));
                        isNamed = true;
                    }

                    continue;
                }

                output.Write(separator);
                output.Write(isHidden ? ":id"u8 : WithoutToken(content, context));
            }
        }
    }

    private static ReadOnlySpan<byte> WithoutToken(ReadOnlySpan<byte> content, TreatmentContext context)
    {
        var token = UrlTokens.Placeholder(PercentCoding.Decode(content, plusIsSpace: false, context.Scratch));
        return token.IsEmpty ? content : token;
    }

    // With its slash.
    private static ReadOnlySpan<byte> NextSegment(ref ReadOnlySpan<byte> path)
    {
        var next = path[1..].IndexOf((byte)'/') + 1;
        var segment = next == 0 ? path : path[..next];
        path = path[segment.Length..];
        return segment;
    }

    // Parameters of a segment (RFC 3986 § 3.3), such as ;jsessionid=…, are parameters: nobody named them. So is what stands
    // behind an encoded ; ? or #, which servers and redirectors decode.
    private static ReadOnlySpan<byte> CutParameters(ReadOnlySpan<byte> segment)
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

    // A piece of a segment and the slash before it, which may be encoded.
    private static bool TakePiece(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> separator, out ReadOnlySpan<byte> content)
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
