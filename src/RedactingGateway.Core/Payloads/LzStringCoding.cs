using System.Buffers;
using System.Text;

namespace RedactingGateway.Core.Payloads;

/// <summary>LZ-String's <c>compressToBase64</c> (pieroxy/lz-string), which CleverTap's SDK packs profiles with.</summary>
/// <remarks>
/// LZW over UTF-16 units. A code is written with its lowest bit first; six bits make a base64 digit, highest bit first. Codes
/// 0 and 1 announce a unit of 8 or 16 bits that was not seen before, 2 is the end, 3 and up are phrases. Up to version 1.3,
/// which CleverTap carries, zero bits fill up to a whole number of 16-bit units; since 1.4 to a whole digit.
/// </remarks>
internal static class LzStringCoding
{
    private const int BitsPerDigit = 6;
    private const int BitsPerUnit = 16;
    private const int NewByte = 0;
    private const int NewUnit = 1;
    private const int End = 2;
    private const int FirstPhrase = 3;

    private static ReadOnlySpan<byte> Alphabet => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;

    /// <summary>Decodes <paramref name="text"/>.</summary>
    /// <param name="text">Base64 digits with their padding.</param>
    /// <param name="maxBytes">Most bytes that may come out.</param>
    /// <param name="output">Takes the UTF-8 text.</param>
    /// <returns>
    /// <see cref="LayerOutcome.Undecodable"/> also where encoding the result would not give <paramref name="text"/> back: such a
    /// value could not be written faithfully.
    /// </returns>
    public static LayerOutcome Decode(ReadOnlySpan<byte> text, int maxBytes, PooledBuffer output)
    {
        var units = new StringBuilder();
        var outcome = Decode(new Bits(text.TrimEnd((byte)'=')), maxBytes, units);
        if (outcome != LayerOutcome.Changed)
        {
            return outcome;
        }

        var decoded = units.ToString();
        var start = output.Length;
        var status = TryEncodeUtf8(decoded, output);
        if (!status || output.Length - start > maxBytes)
        {
            output.Truncate(start);
            return status ? LayerOutcome.Limit : LayerOutcome.Undecodable;
        }

        return StyleOf(decoded, text) is null ? LayerOutcome.Undecodable : LayerOutcome.Changed;
    }

    /// <summary>Encodes UTF-8 text.</summary>
    /// <param name="value">The text.</param>
    /// <param name="original">A value that was decoded, whose style is kept; empty: that of version 1.4 and later.</param>
    /// <param name="output">Takes the digits.</param>
    public static void Encode(ReadOnlySpan<byte> value, ReadOnlySpan<byte> original, PooledBuffer output)
    {
        var units = new StringBuilder();
        var bitsPerUnit = !original.IsEmpty && Decode(new Bits(original.TrimEnd((byte)'=')), int.MaxValue, units) == LayerOutcome.Changed
            ? StyleOf(units.ToString(), original) ?? BitsPerDigit
            : BitsPerDigit;
        var text = Compress(Encoding.UTF8.GetString(value), bitsPerUnit);
        output.Advance(Encoding.ASCII.GetBytes(text, output.GetSpan(text.Length)));
    }

    // The bits that the encoder filled up to, or null: no version writes the text like this.
    private static int? StyleOf(string decoded, ReadOnlySpan<byte> text)
    {
        var original = Encoding.ASCII.GetString(text);
        return Compress(decoded, BitsPerDigit) == original ? BitsPerDigit : Compress(decoded, BitsPerUnit) == original ? BitsPerUnit : null;
    }

    private static bool TryEncodeUtf8(string text, PooledBuffer output)
    {
        var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        var status = System.Text.Unicode.Utf8.FromUtf16(text, span, out _, out var written, replaceInvalidSequences: false);
        output.Advance(written);
        return status == OperationStatus.Done;
    }

    // A phrase is the one before it and the first unit of the one behind: a piece of the output itself.
    private static LayerOutcome Decode(Bits bits, int maxBytes, StringBuilder output)
    {
        List<(int Start, int Length)> phrases = [];
        var width = 2;
        var untilWider = 1;
        (int Start, int Length)? last = null;
        while (true)
        {
            if (!bits.TryRead(width, out var code))
            {
                return LayerOutcome.Undecodable;
            }

            if (code == End)
            {
                return LayerOutcome.Changed;
            }

            if (code is NewByte or NewUnit)
            {
                if (!bits.TryRead(code == NewByte ? 8 : 16, out var unit))
                {
                    return LayerOutcome.Undecodable;
                }

                code = FirstPhrase + phrases.Count;
                var start = output.Length;
                if (last is not null)
                {
                    Narrow(ref untilWider, ref width);
                }

                phrases.Add((start, 1));
                output.Append((char)unit);
                if (last is { } before)
                {
                    phrases.Add((before.Start, before.Length + 1));
                    Narrow(ref untilWider, ref width);
                }
                else
                {
                    width = 3;
                    untilWider = 4;
                }

                last = (start, 1);
            }
            else
            {
                if (last is not { } before || code - FirstPhrase > phrases.Count)
                {
                    return LayerOutcome.Undecodable;
                }

                var start = output.Length;
                var (from, length) = code - FirstPhrase == phrases.Count ? (before.Start, before.Length + 1) : phrases[code - FirstPhrase];
                for (var i = 0; i < length; i++)
                {
                    output.Append(output[from + i]);
                }

                phrases.Add((before.Start, before.Length + 1));
                Narrow(ref untilWider, ref width);
                last = (start, length);
            }

            if (output.Length > maxBytes)
            {
                return LayerOutcome.Limit;
            }
        }
    }

    private static void Narrow(ref int untilWider, ref int width)
    {
        if (--untilWider == 0)
        {
            untilWider = 1 << width;
            width++;
        }
    }

    private static string Compress(string text, int bitsPerUnit)
    {
        var writer = new BitWriter();
        var phrases = new Dictionary<(int Phrase, char Unit), int>();
        var fresh = new HashSet<int>();
        var next = FirstPhrase;
        var width = 2;
        var untilWider = 2;
        var phrase = -1;
        var first = '\0';
        foreach (var unit in text)
        {
            if (!phrases.TryGetValue((-1, unit), out var single))
            {
                phrases.Add((-1, unit), single = next++);
                fresh.Add(single);
            }

            if (phrase < 0)
            {
                (phrase, first) = (single, unit);
                continue;
            }

            if (phrases.TryGetValue((phrase, unit), out var longer))
            {
                phrase = longer;
                continue;
            }

            WritePhrase();
            phrases.Add((phrase, unit), next++);
            (phrase, first) = (single, unit);
        }

        if (phrase >= 0)
        {
            WritePhrase();
        }

        writer.Write(End, width);
        return writer.Finish(bitsPerUnit);

        void WritePhrase()
        {
            if (fresh.Remove(phrase))
            {
                writer.Write(first < 256 ? NewByte : NewUnit, width);
                writer.Write(first, first < 256 ? 8 : 16);
                Narrow(ref untilWider, ref width);
            }
            else
            {
                writer.Write(phrase, width);
            }

            Narrow(ref untilWider, ref width);
        }
    }

    private ref struct Bits(ReadOnlySpan<byte> digits)
    {
        private readonly ReadOnlySpan<byte> _digits = digits;
        private int _at;

        /// <summary>Reads <paramref name="count"/> bits, the lowest first.</summary>
        public bool TryRead(int count, out int value)
        {
            value = 0;
            for (var i = 0; i < count; i++, _at++)
            {
                var digit = _at / BitsPerDigit < _digits.Length ? Alphabet.IndexOf(_digits[_at / BitsPerDigit]) : -1;
                if (digit < 0)
                {
                    return false;
                }

                value |= ((digit >> (BitsPerDigit - 1 - (_at % BitsPerDigit))) & 1) << i;
            }

            return true;
        }
    }

    private sealed class BitWriter
    {
        private readonly StringBuilder _text = new();
        private int _digit;
        private int _bits;
        private int _all;

        public void Write(int value, int count)
        {
            for (; count > 0; count--, value >>= 1)
            {
                _digit = (_digit << 1) | (value & 1);
                _all++;
                if (++_bits == BitsPerDigit)
                {
                    Flush();
                }
            }
        }

        // The original always closes with one more unit, and fills up to whole groups of four digits.
        public string Finish(int bitsPerUnit)
        {
            Write(0, bitsPerUnit - (_all % bitsPerUnit));
            if (_bits > 0)
            {
                _digit <<= BitsPerDigit - _bits;
                Flush();
            }

            return _text.Append('=', (4 - (_text.Length % 4)) % 4).ToString();
        }

        private void Flush()
        {
            _text.Append((char)Alphabet[_digit]);
            (_digit, _bits) = (0, 0);
        }
    }
}
