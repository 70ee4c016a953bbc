using System.Buffers;

namespace RedactingGateway.Routing;

/// <summary>The request target in origin form, as the bytes on the request line spell it: <c>/path?query</c>.</summary>
/// <param name="Text">Path and query; ASCII without spaces, controls and <c>#</c>.</param>
/// <param name="PathLength">Length of the path.</param>
internal readonly record struct RequestTarget(string Text, int PathLength)
{
    // '!' to '~' without '#': a fragment is never sent (RFC 9112 § 3.2), and System.Uri would cut there.
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        [.. Enumerable.Range('!', '~' - '!' + 1).Select(static c => (char)c).Where(static c => c != '#')]);

    /// <summary>The path, undecoded.</summary>
    public ReadOnlySpan<char> Path => Text.AsSpan(0, PathLength);

    /// <summary>Reads origin form and absolute form (RFC 9112 § 3.2.1, 3.2.2); <c>*</c> and authority form are refused.</summary>
    public static bool TryParse(string raw, out RequestTarget target)
    {
        target = default;
        var origin = raw.StartsWith('/') ? raw : FromAbsoluteForm(raw);
        if (origin is null || origin.AsSpan().ContainsAnyExcept(Allowed))
        {
            return false;
        }

        var query = origin.IndexOf('?', StringComparison.Ordinal);
        target = new RequestTarget(origin, query < 0 ? origin.Length : query);
        return true;
    }

    /// <summary>Whether the path has dot segments, also percent-encoded, or backslashes: parsers disagree on what they mean.</summary>
    public bool IsAmbiguous()
    {
        if (Path.Contains('\\') || Path.Contains("%5c", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        foreach (var range in Path.Split('/'))
        {
            if (IsDotSegment(Path[range]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDotSegment(ReadOnlySpan<char> segment)
    {
        var dots = 0;
        while (segment.Length > 0)
        {
            var length = segment[0] == '.' ? 1 : segment.StartsWith("%2e", StringComparison.OrdinalIgnoreCase) ? "%2e".Length : 0;
            if (length == 0)
            {
                return false;
            }

            dots++;
            segment = segment[length..];
        }

        return dots is 1 or 2;
    }

    private static string? FromAbsoluteForm(string raw)
    {
        var scheme = raw.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "http://".Length
            : raw.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? "https://".Length : 0;
        if (scheme == 0)
        {
            return null;
        }

        var end = raw.AsSpan(scheme).IndexOfAny('/', '?');
        return end < 0 ? "/" : raw[scheme + end] == '/' ? raw[(scheme + end)..] : "/" + raw[(scheme + end)..];
    }
}
