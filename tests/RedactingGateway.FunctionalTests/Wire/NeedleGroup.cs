using System.Buffers;

namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>All needles that are compared alike. One pass over a text tells whether any of them is in it; most texts hold none.</summary>
internal sealed class NeedleGroup(MatchKind match, IReadOnlyList<Needle> needles)
{
    // What is compared one by one where one of them is found.
    private const int Most = 200;

    private readonly NeedleGroup[] _parts = needles.Count <= Most ? [] : [.. needles.Chunk(Most).Select(part => new NeedleGroup(match, part))];

    private readonly SearchValues<string> _any = SearchValues.Create(
        [.. needles.Select(needle => needle.Text)],
        match == MatchKind.Base64 ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    /// <summary>Those of them that may be in a text: none in most, and few in the others.</summary>
    public IEnumerable<Needle> MayBeIn(SearchableText text)
    {
        var isAny = (match switch
        {
            MatchKind.WithoutSeparators => text.WithoutSeparators,
            MatchKind.Base64 => text.Base64,
            _ => text.Plain,
        }).AsSpan().ContainsAny(_any);
        return !isAny ? [] : _parts is [] ? needles : _parts.SelectMany(part => part.MayBeIn(text));
    }
}
