using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace RedactingGateway.Core.Detection;

/// <summary>The bytes that a vectorised scan looks at together.</summary>
internal static class TextBlock
{
    /// <summary>The first 32 bytes of the rest of a text, zeros behind its end.</summary>
    public static Vector256<byte> Load(ReadOnlySpan<byte> rest)
    {
        if (rest.Length >= Vector256<byte>.Count)
        {
            return Vector256.Create(rest);
        }

        return LoadTail(rest);
    }

    // Most values are shorter than a block. Put together from words that overlap: a copy in memory would be read back before it is there.
    private static Vector256<byte> LoadTail(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < Vector128<byte>.Count)
        {
            return Vector256.Create(LoadHalf(rest), Vector128<byte>.Zero);
        }

        // The last 16 bytes, moved down to where the first half ends; places beyond the end become zeros.
        Vector128<byte> places = Vector128<byte>.Indices + Vector128.Create((byte)(Vector256<byte>.Count - rest.Length));
        return Vector256.Create(Vector128.Create(rest), Vector128.Shuffle(Vector128.Create(rest[^Vector128<byte>.Count..]), places));
    }

    private static Vector128<byte> LoadHalf(ReadOnlySpan<byte> rest)
    {
        ulong low;
        ulong high = 0;
        if (rest.Length >= sizeof(ulong))
        {
            low = BinaryPrimitives.ReadUInt64LittleEndian(rest);
            high = rest.Length == sizeof(ulong) ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(rest[^sizeof(ulong)..]) >> (8 * ((2 * sizeof(ulong)) - rest.Length));
        }
        else if (rest.Length >= sizeof(uint))
        {
            low = BinaryPrimitives.ReadUInt32LittleEndian(rest) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(rest[^sizeof(uint)..]) << (8 * (rest.Length - sizeof(uint))));
        }
        else
        {
            low = rest.Length == 0 ? 0 : rest[0] | ((ulong)rest[rest.Length / 2] << (8 * (rest.Length / 2))) | ((ulong)rest[^1] << (8 * (rest.Length - 1)));
        }

        return Vector128.Create(low, high).AsByte();
    }
}
