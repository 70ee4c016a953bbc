namespace RedactingGateway.Core.Redaction;

/// <summary>The open objects and lists of one JSON walk; the next walk at this depth of layers uses the same memory.</summary>
/// <remarks>They hold positions and parts of the policy, nothing of the client's.</remarks>
internal sealed class JsonFrames
{
    // What bodies of trackers nest; deeper ones make it grow, to the limit of the policy at most.
    private const int UsualDepth = 16;

    private JsonFrame[] _frames = new JsonFrame[UsualDepth];
    private int _deepest;

    /// <summary>The frame at <paramref name="depth"/>; not to be held while another is pushed.</summary>
    public ref JsonFrame this[int depth] => ref _frames[depth];

    /// <summary>Makes the frame at <paramref name="depth"/> the innermost, with nothing in it.</summary>
    public ref JsonFrame Push(int depth)
    {
        if (depth == _frames.Length)
        {
            Array.Resize(ref _frames, 2 * depth);
        }

        _deepest = Math.Max(_deepest, depth + 1);
        ref var frame = ref _frames[depth];
        frame = default;
        return ref frame;
    }

    /// <summary>Forgets what the walk knew: no policy is held on to.</summary>
    public void Clear()
    {
        _frames.AsSpan(0, _deepest).Clear();
        _deepest = 0;
    }
}
