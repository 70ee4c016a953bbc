using System.Collections.Immutable;
using System.Text;

namespace RedactingGateway.Core.Protocols;

/// <summary>A path such as <c>/{version}/{pixel}/events</c>, matched against the raw path.</summary>
/// <remarks>
/// Placeholders are fields (<c>path.version</c>). A structural one has a closed value space, so matching it and deciding it
/// are one thing; another one takes any segment and is decided like every field. A path outside the template is unknown
/// and does not leave. Literal segments are compared as raw bytes; a client that spells them otherwise (<c>%2F</c>,
/// <c>%63ollect</c>, dot segments) finds no endpoint.
/// </remarks>
public sealed class PathTemplate
{
    private readonly ImmutableArray<Segment> _segments;

    /// <summary>Makes the template.</summary>
    /// <param name="text">As written in the dictionary; begins with <c>/</c>.</param>
    /// <param name="spaces">Value space of each structural placeholder.</param>
    /// <exception cref="ArgumentException">No leading slash.</exception>
    public PathTemplate(string text, IReadOnlyDictionary<string, ValueSpace> spaces)
    {
        if (!text.StartsWith('/'))
        {
            throw new ArgumentException($"The path '{text}' must begin with '/'.", nameof(text));
        }

        Text = text;
        _segments = [.. text[1..].Split('/').Select(Compile)];

        Segment Compile(string part)
        {
            if (part is not ['{', .., '}'])
            {
                return new Segment(Encoding.UTF8.GetBytes(part), null);
            }

            return new Segment(null, spaces.GetValueOrDefault(part[1..^1]));
        }
    }

    /// <summary>The template as written.</summary>
    public string Text { get; }

    /// <summary>Whether <paramref name="rawPath"/> (below the destination's path, without query) is of this form.</summary>
    public bool Matches(ReadOnlySpan<byte> rawPath)
    {
        if (!rawPath.StartsWith("/"u8))
        {
            return false;
        }

        var rest = rawPath[1..];
        for (var i = 0; i < _segments.Length; i++)
        {
            var end = rest.IndexOf((byte)'/');
            var isLast = i == _segments.Length - 1;
            if (isLast != (end < 0))
            {
                return false;
            }

            if (!_segments[i].Matches(isLast ? rest : rest[..end]))
            {
                return false;
            }

            rest = isLast ? default : rest[(end + 1)..];
        }

        return true;
    }

    private readonly record struct Segment(byte[]? Literal, ValueSpace? Space)
    {
        public bool Matches(ReadOnlySpan<byte> raw) =>
            Literal is not null ? raw.SequenceEqual(Literal)
            : Space is not null ? Space.Contains(raw) && raw.IndexOfAny("%?#\\"u8) < 0
            : raw.Length is > 0 and <= ValueSpace.MaxBytes && !IsDots(raw);

        // "." and "..", in every spelling, and separators in disguise: other readers would see another path.
        private static bool IsDots(ReadOnlySpan<byte> raw)
        {
            using var scratch = new Payloads.PooledBuffer();
            var decoded = Payloads.PercentCoding.Decode(raw, plusIsSpace: false, scratch);
            return decoded.IndexOfAnyExcept((byte)'.') < 0 || decoded.IndexOfAny("/\\?#"u8) >= 0 || decoded.IndexOfAnyInRange((byte)0, (byte)0x1F) >= 0;
        }
    }
}
