using System.Text;

namespace RedactingGateway.Core.Tests.Signals.Tcf;

/// <summary>Writes bits as the digits of an IAB string: for strings that no library writes.</summary>
internal sealed class BitWriter
{
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private readonly StringBuilder _bits = new();

    /// <summary>Adds an integer of <paramref name="width"/> bits.</summary>
    public BitWriter Add(long value, int width)
    {
        for (var i = width - 1; i >= 0; i--)
        {
            _bits.Append(((value >> i) & 1) == 0 ? '0' : '1');
        }

        return this;
    }

    /// <summary>Adds a bit field whose first bit is id 1.</summary>
    public BitWriter AddIds(int width, params int[] ids)
    {
        for (var id = 1; id <= width; id++)
        {
            _bits.Append(ids.Contains(id) ? '1' : '0');
        }

        return this;
    }

    /// <summary>Adds vendor ids as ranges.</summary>
    public BitWriter AddRanges(params (int First, int Last)[] ranges)
    {
        Add(ranges.Length, 12);
        foreach (var (first, last) in ranges)
        {
            Add(first == last ? 0 : 1, 1).Add(first, 16);
            if (first != last)
            {
                Add(last, 16);
            }
        }

        return this;
    }

    public override string ToString()
    {
        var bits = _bits.ToString().PadRight((_bits.Length + 5) / 6 * 6, '0');
        return string.Concat(bits.Chunk(6).Select(six => Digits[Convert.ToInt32(new string(six), 2)]));
    }
}
