using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction.Urls;

/// <summary>Writes the path of an address: what it says of a person becomes a word with a colon, the rest is copied.</summary>
internal static class UrlPath
{
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
            var piece = UrlSegments.CutParameters(UrlSegments.NextSegment(ref path));
            while (UrlSegments.TakePiece(ref piece, out _, out var content))
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
            var segment = UrlSegments.NextSegment(ref path);
            if (rules.Scrubs)
            {
                segment = UrlSegments.CutParameters(segment);
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
            while (UrlSegments.TakePiece(ref segment, out var separator, out var content))
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
}
