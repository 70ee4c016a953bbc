using System.Globalization;
using RedactingGateway.Core.Signals.Tcf;

namespace RedactingGateway.Core.Signals.Gpp;

/// <summary>The header of a GPP string and <c>gpp_sid</c>: which sections there are, and which are in force.</summary>
internal static class GppHeader
{
    /// <summary>Most sections that are read. Today 27 ids exist, and a visitor has one or two sections.</summary>
    public const int MaxSections = 64;

    private const int Type = 3;
    private const int Version = 1;

    // Longest Fibonacci code that is read, in bits: ids up to about 10,000.
    private const int MaxCodeBits = 20;

    /// <summary>Reads the ids of the sections in their order (GPP string specification, "Header Encoding", Range(Fibonacci)).</summary>
    /// <returns>How many ids were written, or -1 where this is no header.</returns>
    public static int Read(ReadOnlySpan<char> text, Span<int> ids)
    {
        // The shortest header is type, version and count; the longest one of MaxSections single ids is far below the limit.
        const int MaxDigits = 256;
        if (text.Length > MaxDigits)
        {
            return -1;
        }

        Span<byte> bits = stackalloc byte[SixBitText.ByteCount(MaxDigits)];
        if (!SixBitText.TryDecode(text, bits))
        {
            return -1;
        }

        var reader = new BitReader(bits, SixBitText.BitCount(text.Length));
        if (reader.ReadInteger(6) != Type || reader.ReadInteger(6) != Version)
        {
            return -1;
        }

        var count = 0;
        var last = 0;
        for (var items = reader.ReadInteger(12); items > 0; items--)
        {
            // Offsets from the last id; a group adds the offset of its end.
            var isGroup = reader.ReadFlag();
            var first = last + ReadFibonacci(ref reader);
            last = isGroup ? first + ReadFibonacci(ref reader) : first;
            if (reader.Failed || last - first >= ids.Length - count)
            {
                return -1;
            }

            for (var id = first; id <= last; id++)
            {
                ids[count++] = id;
            }
        }

        return reader.Failed ? -1 : count;
    }

    /// <summary>Reads <c>gpp_sid</c>: ids separated by commas (in apps by underscores), or <c>-1</c> where no section is in force.</summary>
    /// <returns>How many ids were written, or -1 where it is malformed.</returns>
    public static int ReadInForce(ReadOnlySpan<char> text, Span<int> ids)
    {
        if (text is "-1")
        {
            return 0;
        }

        var count = 0;
        foreach (var range in text.SplitAny(',', '_'))
        {
            if (count == ids.Length || !int.TryParse(text[range], NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id == 0)
            {
                return -1;
            }

            ids[count++] = id;
        }

        return count;
    }

    private static int ReadFibonacci(ref BitReader reader)
    {
        var (value, weight, next) = (0, 1, 2);
        var previous = false;
        for (var i = 0; i < MaxCodeBits && !reader.Failed; i++)
        {
            var bit = reader.ReadFlag();
            if (bit && previous)
            {
                return value;
            }

            value += bit ? weight : 0;
            (weight, next) = (next, weight + next);
            previous = bit;
        }

        reader.Fail();
        return 0;
    }
}
