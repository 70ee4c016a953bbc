using System.Buffers.Binary;

namespace RedactingGateway.Core.Signals;

/// <summary>A known subject (a visitor's or customer's id) as the gateway keeps it: the first half of a keyed hash.</summary>
/// <param name="Value">The 16 bytes, most significant first.</param>
public readonly record struct SubjectKey(UInt128 Value)
{
    /// <summary>Length in bytes: collisions among a thousand million subjects are still out of reach.</summary>
    public const int Length = 16;

    /// <summary>Takes the first half of an HMAC-SHA-256.</summary>
    /// <param name="hash">At least <see cref="Length"/> bytes.</param>
    public static SubjectKey From(ReadOnlySpan<byte> hash) => new(BinaryPrimitives.ReadUInt128BigEndian(hash));

    /// <summary>The bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return bytes;
    }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
