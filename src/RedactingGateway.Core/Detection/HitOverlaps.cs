namespace RedactingGateway.Core.Detection;

/// <summary>
/// Turns the candidates of several detectors into hits that do not overlap: longest first, then strictest, then first in the text.
/// </summary>
/// <remarks>
/// A loser that is only partly covered keeps the rest as a hit of its own. Dropping it would leave a part of a found value in the text:
/// in <c>4111 1111 1111 1111@example.org</c> the card is longer than the address, and <c>@example.org</c> must not stay.
/// </remarks>
internal static class HitOverlaps
{
    /// <summary>
    /// Writes the hits to <paramref name="hits"/>, sorted by start, and returns their number, or -1 when they do not fit.
    /// Reorders <paramref name="candidates"/>. Time grows with the square of their number, which the caller bounds.
    /// </summary>
    public static int Resolve(Span<DetectorHit> candidates, Span<DetectorHit> hits)
    {
        SortByPrecedence(candidates);
        int count = 0;
        foreach (DetectorHit candidate in candidates)
        {
            if (!TryPlace(candidate, hits, ref count))
            {
                return -1;
            }
        }

        return count;
    }

    /// <summary>Inserts the parts of the candidate that no placed hit covers; false when there is no room for one.</summary>
    private static bool TryPlace(DetectorHit candidate, Span<DetectorHit> hits, ref int count)
    {
        int start = candidate.Start;
        int next = 0;
        while (start < candidate.End)
        {
            while (next < count && hits[next].End <= start)
            {
                next++;
            }

            if (next < count && hits[next].Start <= start)
            {
                start = hits[next].End;
                continue;
            }

            if (count == hits.Length)
            {
                return false;
            }

            int end = next < count ? Math.Min(candidate.End, hits[next].Start) : candidate.End;
            hits[next..count].CopyTo(hits[(next + 1)..]);
            hits[next] = new DetectorHit(start, end - start, candidate.Kind);
            count++;
            start = end;
        }

        return true;
    }

    private static void SortByPrecedence(Span<DetectorHit> candidates)
    {
        // Insertion sort: nearly always none or one candidate, and no comparer to allocate.
        for (int i = 1; i < candidates.Length; i++)
        {
            DetectorHit current = candidates[i];
            int hole = i;
            while (hole > 0 && Precedes(current, candidates[hole - 1]))
            {
                candidates[hole] = candidates[hole - 1];
                hole--;
            }

            candidates[hole] = current;
        }
    }

    private static bool Precedes(DetectorHit left, DetectorHit right)
    {
        if (left.Length != right.Length)
        {
            return left.Length > right.Length;
        }

        int strictness = DetectorKinds.Of(left.Kind).Strictness - DetectorKinds.Of(right.Kind).Strictness;
        return strictness != 0 ? strictness > 0 : left.Start < right.Start;
    }
}
