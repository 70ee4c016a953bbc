namespace RedactingGateway.Core.Detection;

/// <summary>One place in a text where a detector found a value.</summary>
/// <param name="Start">Offset of the first byte, 0-based, in the UTF-8 bytes that were searched.</param>
/// <param name="Length">Length in bytes, at least 1.</param>
/// <param name="Kind">What was found.</param>
internal readonly record struct DetectorHit(int Start, int Length, DetectorKind Kind)
{
    /// <summary>Offset of the byte after the last one.</summary>
    public int End => Start + Length;
}
