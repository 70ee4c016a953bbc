using System.Buffers;
using System.Text;
using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction.Events;

/// <summary>A page of a site, or all below one (<c>/checkout/**</c>); <c>*</c> is one segment. Upper and lower case are the same: many sites do not tell them apart.</summary>
internal sealed class PagePath
{
    private static readonly SearchValues<char> NotInPaths = SearchValues.Create(" ?#\\%;");

    private readonly string[] _segments;
    private readonly bool _withBelow;

    private PagePath(string text, string[] segments, bool withBelow)
    {
        Text = text;
        _segments = segments;
        _withBelow = withBelow;
    }

    /// <summary>The path as the policy writes it.</summary>
    public string Text { get; }

    /// <summary>Reads a path of the policy.</summary>
    public static PagePath? TryParse(string text)
    {
        if (!text.StartsWith('/') || text.AsSpan().ContainsAny(NotInPaths))
        {
            return null;
        }

        var segments = text.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var withBelow = segments is [.., "**"];
        var named = withBelow ? segments[..^1] : segments;
        return named.Any(s => s is "." or ".." || (s.Contains('*', StringComparison.Ordinal) && s != "*")) ? null : new PagePath(text, named, withBelow);
    }

    /// <summary>Segments of an address's path as a server understands them: decoded, without empty and dot segments.</summary>
    public static List<string> Of(ReadOnlySpan<byte> address, PooledBuffer scratch)
    {
        var rest = AfterAuthority(address);
        var end = rest.IndexOfAny("?#"u8);
        return Segments(end < 0 ? rest : rest[..end], scratch);
    }

    /// <summary>Segments of a path.</summary>
    public static List<string> Segments(ReadOnlySpan<byte> path, PooledBuffer scratch)
    {
        var segments = new List<string>();
        var text = Encoding.UTF8.GetString(PercentCoding.Decode(path, plusIsSpace: false, scratch));
        foreach (var segment in text.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries))
        {
            var name = segment.Split(';')[0];
            if (name == ".." && segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (name is not ("." or ".." or ""))
            {
                segments.Add(name);
            }
        }

        return segments;
    }

    /// <summary>Whether the page of these segments is meant.</summary>
    public bool Covers(List<string> segments)
    {
        if (segments.Count < _segments.Length || (segments.Count > _segments.Length && !_withBelow))
        {
            return false;
        }

        for (var i = 0; i < _segments.Length; i++)
        {
            if (_segments[i] != "*" && !_segments[i].Equals(segments[i], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlySpan<byte> AfterAuthority(ReadOnlySpan<byte> address)
    {
        var authority = address.IndexOf("//"u8);
        if (authority < 0 || address[..authority].ContainsAny("/?#"u8))
        {
            return address;
        }

        var rest = address[(authority + 2)..];
        var path = rest.IndexOfAny("/?#\\"u8);
        return path < 0 ? default : rest[path..];
    }
}
