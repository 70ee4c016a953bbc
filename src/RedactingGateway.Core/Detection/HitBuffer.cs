using System.Runtime.CompilerServices;

namespace RedactingGateway.Core.Detection;

/// <summary>Collects the hits of all detectors in memory of the caller, and counts what finding them costs.</summary>
internal ref struct HitBuffer
{
    private readonly Span<DetectorHit> _hits;
    private readonly ref WorkBudget _work;
    private EndPerKind _ends;
    private bool _overflowed;

    public HitBuffer(Span<DetectorHit> hits, ref WorkBudget work)
    {
        _hits = hits;
        _work = ref work;
    }

    /// <summary>Hits added so far.</summary>
    public int Count { readonly get; private set; }

    /// <summary>True when a hit did not fit or the budget is spent: the search is incomplete and its result must not be used.</summary>
    public readonly bool IsStopped => _overflowed || _work.IsExhausted;

    /// <summary>Offset after the last hit of a kind; the next of that kind starts here or later. 0 before the first.</summary>
    public readonly int EndOf(DetectorKind kind) => _ends[(int)kind];

    /// <summary>Counts bytes looked at.</summary>
    public readonly void Spend(int steps) => _work.Spend(steps);

    /// <summary>Adds the hit from <paramref name="start"/> up to <paramref name="end"/>; false when there is no room: the search stops.</summary>
    public bool TryAdd(int start, int end, DetectorKind kind)
    {
        if (Count == _hits.Length)
        {
            _overflowed = true;
            return false;
        }

        _hits[Count++] = new DetectorHit(start, end - start, kind);
        _ends[(int)kind] = end;
        return true;
    }

    /// <summary>Begins anew at the start of another spelling of the text.</summary>
    public void BeginSpelling() => _ends = default;

    /// <summary>Moves the hits from an index on to where their bytes stood: offsets become those of the map.</summary>
    public readonly void Map(int first, ReadOnlySpan<int> offsets)
    {
        foreach (ref DetectorHit hit in _hits[first..Count])
        {
            int start = offsets[hit.Start];
            hit = new DetectorHit(start, offsets[hit.End] - start, hit.Kind);
        }
    }

    /// <summary>One offset a kind. 32 rows: <see cref="DetectorKinds.Count"/> is at most 31.</summary>
    [InlineArray(32)]
    private struct EndPerKind
    {
        private int _first;
    }
}
