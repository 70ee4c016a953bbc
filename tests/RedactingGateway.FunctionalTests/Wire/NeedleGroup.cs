using System.Buffers;

namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>All needles that are compared alike. One pass over a text tells whether any of them is in it; most texts hold none.</summary>
internal sealed class NeedleGroup(MatchKind match, IReadOnlyList<Needle> needles)
{
    private readonly SearchValues<string> _any = SearchValues.Create(
        [.. needles.Select(needle => needle.Text)],
        match == MatchKind.Base64 ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    public IReadOnlyList<Needle> Needles { get; } = needles;

    public bool MayBeIn(SearchableText text) => (match switch
    {
        MatchKind.WithoutSeparators => text.WithoutSeparators,
        MatchKind.Base64 => text.Base64,
        _ => text.Plain,
    }).AsSpan().ContainsAny(_any);
}
