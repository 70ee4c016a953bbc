using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace RedactingGateway.Core.Redaction.Urls;

/// <summary>A path with segments that are about a person: <c>/user/*/orders/*</c>. It covers every path that begins like it.</summary>
public sealed class UrlPathTemplate
{
    /// <summary>Most segments: no site nests what it serves deeper.</summary>
    public const int MaxSegments = 16;

    private readonly ImmutableArray<byte[]?> _segments;

    private UrlPathTemplate(string text, ImmutableArray<byte[]?> segments)
    {
        Text = text;
        _segments = segments;
        for (var i = 0; i < segments.Length; i++)
        {
            Hidden |= segments[i] is null ? 1UL << i : 0;
        }
    }

    /// <summary>The template as written.</summary>
    public string Text { get; }

    /// <summary>Number of segments.</summary>
    internal int Length => _segments.Length;

    /// <summary>One bit for each segment that is hidden.</summary>
    internal ulong Hidden { get; }

    /// <summary>Reads a template: literal segments and <c>*</c>, at least one of the latter.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out UrlPathTemplate? template)
    {
        template = null;
        if (!text.StartsWith('/') || text.AsSpan().IndexOfAny("?#%; ") >= 0)
        {
            return false;
        }

        var segments = text[1..].Split('/');
        if (segments.Length > MaxSegments || !segments.Contains("*") || segments.Any(s => s is "" or "." or ".." || (s != "*" && s.Contains('*', StringComparison.Ordinal))))
        {
            return false;
        }

        template = new UrlPathTemplate(text, [.. segments.Select(s => s == "*" ? null : Encoding.UTF8.GetBytes(s))]);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    // Servers differ in whether case counts; a path that may be meant is meant.
    internal bool Fits(int index, ReadOnlySpan<byte> decoded) =>
        _segments[index] is not { } literal || (decoded.Length == literal.Length && (Ascii.EqualsIgnoreCase(decoded, literal) || decoded.SequenceEqual(literal)));
}
