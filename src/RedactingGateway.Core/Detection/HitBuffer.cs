namespace RedactingGateway.Core.Detection;

/// <summary>
/// Collects the hits of one detector pass, in the order of the text and without overlaps, in memory of the caller.
/// </summary>
internal ref struct HitBuffer
{
    private readonly Span<DetectorHit> _hits;

    public HitBuffer(Span<DetectorHit> hits) => _hits = hits;

    /// <summary>Hits added so far.</summary>
    public int Count { readonly get; private set; }

    /// <summary>True when a hit did not fit: the pass is incomplete and its result must not be used.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>Offset after the last hit; a next hit starts here or later. 0 before the first.</summary>
    public int End { get; private set; }

    /// <summary>Copies the hits; returns <see cref="Count"/>. The destination may overlap this buffer.</summary>
    public readonly int CopyTo(Span<DetectorHit> destination)
    {
        _hits[..Count].CopyTo(destination);
        return Count;
    }

    /// <summary>Adds the hit from <paramref name="start"/> up to <paramref name="end"/>; false when there is no room: the pass stops.</summary>
    public bool TryAdd(int start, int end, DetectorKind kind)
    {
        if (Count == _hits.Length)
        {
            Overflowed = true;
            return false;
        }

        _hits[Count++] = new DetectorHit(start, end - start, kind);
        End = end;
        return true;
    }
}
