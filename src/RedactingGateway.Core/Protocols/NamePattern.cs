using System.Text;

namespace RedactingGateway.Core.Protocols;

/// <summary>A name with one or more <c>*</c>, each standing for any run of bytes, also none.</summary>
public sealed class NamePattern
{
    private readonly byte[][] _parts;

    /// <summary>Makes the pattern from its text; <c>*</c> is the only special character.</summary>
    /// <param name="text">The pattern.</param>
    public NamePattern(string text)
    {
        Text = text;
        _parts = [.. text.Split('*').Select(Encoding.UTF8.GetBytes)];
        LiteralLength = _parts.Sum(p => p.Length);
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>Number of literal bytes: the longer, the more specific.</summary>
    public int LiteralLength { get; }

    /// <summary>The part of <paramref name="name"/>, which matches, between the literal beginning and end: what the client chose.</summary>
    public ReadOnlySpan<byte> FreePart(ReadOnlySpan<byte> name) => _parts.Length == 1 ? default : name[_parts[0].Length..^_parts[^1].Length];

    /// <summary>Whether the whole of <paramref name="name"/> (decoded UTF-8) matches.</summary>
    public bool Matches(ReadOnlySpan<byte> name)
    {
        if (_parts.Length == 1)
        {
            return name.SequenceEqual(_parts[0]);
        }

        var first = _parts[0];
        var last = _parts[^1];
        if (name.Length < LiteralLength || !name.StartsWith(first) || !name.EndsWith(last))
        {
            return false;
        }

        // Leftmost placement of each middle part is enough: '*' takes whatever is left between them.
        var middle = name[first.Length..^last.Length];
        foreach (var part in _parts.AsSpan(1, _parts.Length - 2))
        {
            var at = middle.IndexOf(part);
            if (at < 0)
            {
                return false;
            }

            middle = middle[(at + part.Length)..];
        }

        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
