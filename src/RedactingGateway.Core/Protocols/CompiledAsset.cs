using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace RedactingGateway.Core.Protocols;

/// <summary>A static file of a vendor that pages may fetch below a destination's path.</summary>
public sealed class CompiledAsset
{
    // 64 characters: what '*' may stand for; a version or a bundle's hash is shorter, and a longer text is no name of a file.
    private const int MaxFree = 64;

    private static readonly SearchValues<char> FreeCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    private readonly string[][] _segments;

    /// <summary>Makes the asset.</summary>
    /// <param name="path">Path; <c>*</c> stands for a part of one segment.</param>
    /// <param name="host">Key of the destination's <c>hosts:</c>.</param>
    public CompiledAsset(string path, string host)
    {
        Path = path;
        Host = host;
        _segments = [.. path[1..].Split('/').Select(s => s.Split('*'))];
    }

    /// <summary>Path as the dictionary has it.</summary>
    public string Path { get; }

    /// <summary>Key of the destination's <c>hosts:</c>.</summary>
    public string Host { get; }

    /// <summary>Query parameters that name the file; others are taken off.</summary>
    public ImmutableSortedDictionary<string, ValueSpace> Query { get; init; } = ImmutableSortedDictionary<string, ValueSpace>.Empty;

    /// <summary>What is replaced in the file, so that it sends through the gateway.</summary>
    public ImmutableArray<AssetReplacement> Replacements { get; init; } = [];

    /// <summary>Whether an address below the destination's names this file.</summary>
    /// <param name="path">Path as the browser spells it.</param>
    /// <param name="query">Query without <c>?</c>; one that names another file (a tag of another product) does not match.</param>
    public bool Matches(ReadOnlySpan<char> path, ReadOnlySpan<char> query)
    {
        if (path.IsEmpty || path[0] != '/')
        {
            return false;
        }

        var rest = path[1..];
        for (var i = 0; i < _segments.Length; i++)
        {
            var end = rest.IndexOf('/');
            var isLast = i == _segments.Length - 1;
            if (isLast != (end < 0) || !Matches(_segments[i], isLast ? rest : rest[..end]))
            {
                return false;
            }

            rest = isLast ? default : rest[(end + 1)..];
        }

        return ReadQuery(query) is not null;
    }

    /// <summary>The parameters of a query (without <c>?</c>) that name the file, in the order of their names; the rest could carry data.</summary>
    public string NamingQuery(ReadOnlySpan<char> query) => string.Join('&', (ReadQuery(query) ?? []).Select(p => $"{p.Key}={p.Value}"));

    // Null: a parameter that names the file names another one.
    private SortedDictionary<string, string>? ReadQuery(ReadOnlySpan<char> query)
    {
        var read = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (Query.IsEmpty || query.IsEmpty)
        {
            return read;
        }

        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            var equals = pair.IndexOf('=');
            var name = (equals < 0 ? pair : pair[..equals]).ToString();
            if (!Query.TryGetValue(name, out var space))
            {
                continue;
            }

            var value = equals < 0 ? "" : pair[(equals + 1)..].ToString();
            if (value.AsSpan().ContainsAny("%+&#") || !space.Contains(Encoding.UTF8.GetBytes(value)) || !read.TryAdd(name, value))
            {
                return null;
            }
        }

        return read;
    }

    // Leftmost placement of each part is enough; the last one stands at the end.
    private static bool Matches(string[] parts, ReadOnlySpan<char> segment)
    {
        if (!segment.StartsWith(parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        if (parts.Length == 1)
        {
            return segment.Length == parts[0].Length;
        }

        var rest = segment[parts[0].Length..];
        for (var i = 1; i < parts.Length; i++)
        {
            var at = i == parts.Length - 1 ? rest.Length - parts[i].Length : rest.IndexOf(parts[i], StringComparison.Ordinal);
            if (at < 0 || !IsFree(rest[..at]) || !rest[at..].StartsWith(parts[i], StringComparison.Ordinal))
            {
                return false;
            }

            rest = rest[(at + parts[i].Length)..];
        }

        return true;
    }

    private static bool IsFree(ReadOnlySpan<char> text) =>
        text.Length <= MaxFree && !text.ContainsAnyExcept(FreeCharacters) && (text.IsEmpty || text.ContainsAnyExcept('.'));
}

/// <summary>A replacement in a script that carries its vendor's hosts.</summary>
/// <param name="Find">Text that is replaced, wherever it stands.</param>
/// <param name="With">What stands there then; <c>{destination}</c> is the destination's path.</param>
/// <param name="AtLeast">So often it must be found; a file in which it is rarer has changed, would send past the gateway, and is not served.</param>
public sealed record AssetReplacement(string Find, string With, int AtLeast);
