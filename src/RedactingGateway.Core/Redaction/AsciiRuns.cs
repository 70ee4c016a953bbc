using System.Runtime.Intrinsics;
using RedactingGateway.Core.Detection;
using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction;

/// <summary>The runs of printable ASCII in bytes that are no text as a whole.</summary>
/// <remarks>
/// Bytes that are no UTF-8 look like letters of other scripts, and two in a hundred long ids would then hold an e-mail address. Of random
/// bytes next to nothing is left to search, and mostly nothing at all: that is told first.
/// </remarks>
internal static class AsciiRuns
{
    // The shortest values that the net knows: a@b.de, 1.1.1.1.
    private const int MinLength = 6;

    /// <summary>Writes the runs that are long enough to hold a value, each on a line.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> bytes, PooledBuffer scratch)
    {
        scratch.Clear();
        if (!HasAny(bytes))
        {
            return default;
        }

        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOfAnyExceptInRange((byte)' ', (byte)'~');
            var run = end < 0 ? bytes : bytes[..end];
            bytes = bytes[Math.Min(bytes.Length, run.Length + 1)..];
            if (run.Length >= MinLength)
            {
                scratch.Write(run);
                scratch.WriteByte((byte)'\n');
            }
        }

        return scratch.Written;
    }

    // 32 bytes at a time: a bit of 'runs' stays where it and the five behind it are printable.
    private static bool HasAny(ReadOnlySpan<byte> bytes)
    {
        var next = PrintableAt(bytes, 0);
        for (var position = 0; position < bytes.Length; position += Vector256<byte>.Count)
        {
            ulong both = next;
            next = PrintableAt(bytes, position + Vector256<byte>.Count);
            both |= (ulong)next << 32;
            var runs = both & (both >> 1);
            runs &= runs >> 2;
            runs &= runs >> 2;
            if (runs != 0)
            {
                return true;
            }
        }

        return false;
    }

    private static uint PrintableAt(ReadOnlySpan<byte> bytes, int position) => position >= bytes.Length
        ? 0
        : Vector256.LessThanOrEqual(TextBlock.Load(bytes[position..]) - Vector256.Create((byte)' '), Vector256.Create((byte)('~' - ' '))).ExtractMostSignificantBits();
}
