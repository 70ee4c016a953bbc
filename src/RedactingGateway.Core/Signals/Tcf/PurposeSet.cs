namespace RedactingGateway.Core.Signals.Tcf;

/// <summary>A set of purposes or of special features: bit fields of 24 and 12 in which the first bit is id 1.</summary>
public readonly record struct PurposeSet
{
    private const int Width = 32;
    private readonly uint _bits;

    private PurposeSet(uint bits) => _bits = bits;

    /// <summary>Whether <paramref name="id"/> is in the set.</summary>
    public bool Contains(int id) => id is >= 1 and <= Width && (_bits << (id - 1) >> (Width - 1)) != 0;

    internal static PurposeSet Read(ref BitReader reader, int width) => new((uint)reader.Read(width) << (Width - width));
}
