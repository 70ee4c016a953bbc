namespace RedactingGateway.Core.Detection;

/// <summary>
/// The content net (design rule 8): value detectors over free text and URLs that a policy lets pass.
/// Works on decoded UTF-8 bytes, allocates nothing where there is no candidate, and takes time linear in the length of the text whatever the
/// text is: every detector looks at a bounded window around each byte or word that can be part of a value, and <see cref="WorkBudget"/>
/// bounds what they cost together.
/// </summary>
internal static class ContentNet
{
    /// <summary>Most hits that one call reports, 64: a field with more is dropped as a whole long before (design: 16).</summary>
    public const int MaxHits = 64;

    /// <summary>Candidates per hit that fit before overlaps are resolved: one value may be found as several kinds.</summary>
    public const int CandidatesPerHit = 3;

    /// <summary>
    /// Finds all values that the detectors know. The hits are sorted by start and do not overlap. Where candidates overlap, the longest
    /// names the bytes, of equally long ones the strictest kind; what a shorter one covers beyond the longer stays a hit of its own,
    /// so that every byte that any detector found lies in a hit.
    /// </summary>
    /// <param name="text">Decoded UTF-8; invalid bytes are treated as letters that no detector knows.</param>
    /// <param name="hits">Receives the hits; the limit is its length, at most <see cref="MaxHits"/>.</param>
    /// <returns>
    /// The number of hits, or -1 when there are more than fit, or the budget is spent: then the text as a whole must be treated as found.
    /// </returns>
    public static int Find(ReadOnlySpan<byte> text, Span<DetectorHit> hits)
    {
        WorkBudget work = WorkBudget.ForField(text.Length);
        return Find(text, hits, ref work);
    }

    /// <summary>The same on the budget of a field that is looked at in several spellings.</summary>
    public static int Find(ReadOnlySpan<byte> text, Span<DetectorHit> hits, ref WorkBudget work) =>
        Find(text, hits, stackalloc DetectorHit[CandidatesPerHit * Math.Min(hits.Length, MaxHits)], ref work);

    /// <summary>The same with room for the candidates, which a caller that looks through many short texts has at hand: clearing it costs a third of the search.</summary>
    /// <param name="text">Decoded UTF-8.</param>
    /// <param name="hits">Receives the hits.</param>
    /// <param name="candidates">Room for <see cref="CandidatesPerHit"/> times as many.</param>
    /// <param name="work">What is left of the budget.</param>
    public static int Find(ReadOnlySpan<byte> text, Span<DetectorHit> hits, Span<DetectorHit> candidates, ref WorkBudget work)
    {
        Span<DetectorHit> limited = hits[..Math.Min(hits.Length, MaxHits)];
        HitBuffer found = new(candidates, ref work);
        CandidateSearch.Run(text, ref found);
        if (!found.IsStopped && TextFolding.MayChange(text))
        {
            FoldedSearch.Run(text, ref found);
        }

        return found.IsStopped ? -1 : HitOverlaps.Resolve(candidates[..found.Count], limited);
    }
}
