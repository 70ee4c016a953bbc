using System.Buffers.Binary;

namespace RedactingGateway.Core.Signals.Tcf;

/// <summary>Reads big-endian bit fields, as the strings of the IAB are made of them.</summary>
/// <remarks>Failure sticks: what is read after it is zero, so that a reader asks once, at the end.</remarks>
internal ref struct BitReader
{
    private const int WordBits = 64;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _length;

    /// <summary>Reads the first <paramref name="length"/> bits of <paramref name="bytes"/>, which has eight bytes more than these.</summary>
    public BitReader(ReadOnlySpan<byte> bytes, int length)
    {
        _bytes = bytes;
        _length = length;
    }

    /// <summary>Bits read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Whether a field lay beyond the end, or was refused by who read it.</summary>
    public bool Failed { get; private set; }

    /// <summary>Bits left to read.</summary>
    public readonly int Remaining => _length - Position;

    /// <summary>Reads an unsigned integer of 1 to 56 bits.</summary>
    public ulong Read(int count)
    {
        if (Failed || count > Remaining)
        {
            Failed = true;
            return 0;
        }

        var value = BinaryPrimitives.ReadUInt64BigEndian(_bytes[(Position >> 3)..]) << (Position & 7) >> (WordBits - count);
        Position += count;
        return value;
    }

    /// <summary>Reads an unsigned integer of up to 31 bits.</summary>
    public int ReadInteger(int count) => (int)Read(count);

    /// <summary>Reads one bit.</summary>
    public bool ReadFlag() => Read(1) != 0;

    /// <summary>Passes over <paramref name="count"/> bits.</summary>
    public void Skip(int count)
    {
        if (Failed || count > Remaining)
        {
            Failed = true;
            return;
        }

        Position += count;
    }

    /// <summary>Refuses what was read.</summary>
    public void Fail() => Failed = true;
}
