using System.Numerics;
using System.Runtime.Intrinsics;

namespace RedactingGateway.Core.Detection;

/// <summary>Finds the runs of ASCII digits of a text, 32 bytes at a time: texts of trackers have one in every ten bytes.</summary>
internal ref struct DigitRunScanner
{
    private readonly ReadOnlySpan<byte> _text;
    private int _block;
    private uint _digits;

    public DigitRunScanner(ReadOnlySpan<byte> text)
    {
        _text = text;
        _block = -Vector256<byte>.Count;
    }

    /// <summary>Moves to the next run; false at the end of the text.</summary>
    public bool TryNext(out int start, out int end)
    {
        while (_digits == 0)
        {
            if (!ReadBlock())
            {
                start = end = _text.Length;
                return false;
            }
        }

        int first = BitOperations.TrailingZeroCount(_digits);
        start = _block + first;
        int length = BitOperations.TrailingZeroCount(~(_digits >> first));
        if (first + length < Vector256<byte>.Count)
        {
            _digits &= ~0u << (first + length);
            end = start + length;
            return true;
        }

        // The run reaches the end of the block: it goes on as far as the next blocks begin with digits.
        do
        {
            if (!ReadBlock())
            {
                end = _text.Length;
                return true;
            }

            length = BitOperations.TrailingZeroCount(~_digits);
        }
        while (length == Vector256<byte>.Count);

        _digits &= ~0u << length;
        end = _block + length;
        return true;
    }

    private bool ReadBlock()
    {
        _digits = 0;
        _block += Vector256<byte>.Count;
        if (_block >= _text.Length)
        {
            return false;
        }

        Vector256<byte> bytes = TextBlock.Load(_text[_block..]);
        _digits = Vector256.LessThanOrEqual(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)9)).ExtractMostSignificantBits();
        return true;
    }
}
