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

    private static Vector256<byte> LoadTail(ReadOnlySpan<byte> rest)
    {
        Span<byte> padded = stackalloc byte[Vector256<byte>.Count];
        padded.Clear();
        rest.CopyTo(padded);
        return Vector256.Create<byte>(padded);
    }
}
