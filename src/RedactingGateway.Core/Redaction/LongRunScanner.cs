using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;
using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Redaction;

/// <summary>Finds the runs of base64 digits, of either alphabet, that are long enough to hide a value; 32 bytes at a time, because words of a language are runs too.</summary>
internal ref struct LongRunScanner
{
    /// <summary>12 digits: 9 bytes, the shortest address worth hiding (a@bcd.org).</summary>
    public const int MinLength = 12;

    private static readonly SearchValues<byte> Digits =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"u8);

    private readonly ReadOnlySpan<byte> _text;
    private int _block;
    private uint _next;
    private uint _starts;
    private bool _goesOn;

    public LongRunScanner(ReadOnlySpan<byte> text)
    {
        _text = text;
        _block = -Vector256<byte>.Count;
        _next = DigitsAt(0);
    }

    /// <summary>Moves to the next run; false at the end of the text.</summary>
    public bool TryNext(out ReadOnlySpan<byte> run)
    {
        while (_starts == 0)
        {
            _block += Vector256<byte>.Count;
            if (_block >= _text.Length)
            {
                run = default;
                return false;
            }

            ReadBlock();
        }

        run = _text[(_block + BitOperations.TrailingZeroCount(_starts))..];
        _starts &= _starts - 1;
        var end = run[MinLength..].IndexOfAnyExcept(Digits);
        run = end < 0 ? run : run[..(MinLength + end)];
        return true;
    }

    // A bit of 'long' stays where it and the eleven behind it are digits; a run begins where the byte before is none.
    private void ReadBlock()
    {
        var digits = _next;
        _next = DigitsAt(_block + Vector256<byte>.Count);
        var both = digits | ((ulong)_next << 32);
        var runs = both & (both >> 1);
        runs &= runs >> 2;
        runs &= runs >> 4;
        runs &= runs >> 4;
        _starts = (uint)runs & ~((digits << 1) | (_goesOn ? 1u : 0));
        _goesOn = (digits >> 31) != 0;
    }

    private readonly uint DigitsAt(int position)
    {
        if (position >= _text.Length)
        {
            return 0;
        }

        var bytes = TextBlock.Load(_text[position..]);
        var letters = Vector256.LessThanOrEqual((bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)25));

        // '-', '.', '/' and the figures stand in a row; '.' alone is none.
        var figures = Vector256.LessThanOrEqual(bytes - Vector256.Create((byte)'-'), Vector256.Create((byte)('9' - '-')));
        var signs = Vector256.Equals(bytes, Vector256.Create((byte)'+')) | Vector256.Equals(bytes, Vector256.Create((byte)'_'));
        return (Vector256.AndNot(letters | figures | signs, Vector256.Equals(bytes, Vector256.Create((byte)'.')))).ExtractMostSignificantBits();
    }
}
