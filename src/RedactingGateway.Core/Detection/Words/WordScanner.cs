using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace RedactingGateway.Core.Detection.Words;

/// <summary>
/// Finds the words of a <see cref="WordTable"/> in a text, 32 bytes at a time. A word starts at a letter behind something else, and at
/// a capital behind a small letter: <c>date_of_birth</c>, <c>birthDate</c>. What is no ASCII counts as a letter.
/// </summary>
internal ref struct WordScanner
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly WordTable _table;
    private int _block;
    private uint _starts;
    private uint _lastWasLetter;
    private uint _lastWasSmall;
    private uint _lastWasBeyond;

    public WordScanner(ReadOnlySpan<byte> text, WordTable table)
    {
        _text = text;
        _table = table;
        _block = -Vector256<byte>.Count;
    }

    /// <summary>Moves to the next word; false at the end of the text.</summary>
    public bool TryNext(out int start, out WordEntry entry)
    {
        do
        {
            while (_starts != 0)
            {
                start = _block + BitOperations.TrailingZeroCount(_starts);
                _starts &= _starts - 1;
                if (_table.MayStart(_text, start) && _table.Match(_text, start) is { } found && !FollowsLetter(start))
                {
                    entry = found;
                    return true;
                }
            }
        }
        while (ReadBlock());

        start = _text.Length;
        entry = null!;
        return false;
    }

    private bool ReadBlock()
    {
        _block += Vector256<byte>.Count;
        if (_block >= _text.Length)
        {
            return false;
        }

        Vector256<byte> bytes = TextBlock.Load(_text[_block..]);
        Vector256<byte> letters = Vector256.LessThanOrEqual((bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)25));
        Vector256<byte> capitals = Vector256.LessThanOrEqual(bytes - Vector256.Create((byte)'A'), Vector256.Create((byte)25));
        uint letter = (letters | bytes).ExtractMostSignificantBits();
        uint capital = capitals.ExtractMostSignificantBits();
        uint small = letter & ~capital;
        uint beyond = bytes.ExtractMostSignificantBits();
        _starts = (letter & ~((letter << 1) | _lastWasLetter)) | (capital & ((small << 1) | _lastWasSmall)) | (letter & ~beyond & ((beyond << 1) | _lastWasBeyond));
        _lastWasLetter = letter >> 31;
        _lastWasSmall = small >> 31;
        _lastWasBeyond = beyond >> 31;
        return true;
    }

    /// <summary>True when what is no ASCII before the offset is a letter, not a quote or a dash: looked at only where a word was found.</summary>
    private readonly bool FollowsLetter(int start)
    {
        if (start == 0 || _text[start - 1] < 0x80)
        {
            return false;
        }

        Rune.DecodeLastFromUtf8(_text[..start], out Rune rune, out _);
        return Rune.IsLetterOrDigit(rune);
    }
}
