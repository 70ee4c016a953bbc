using System.Text;

namespace RedactingGateway.Core.Payloads.LzStrings;

/// <summary>Writes base64 digits as LZ-String does: the same text always gives the same digits.</summary>
internal static class LzStringWriter
{
    /// <summary>Writes <paramref name="text"/>, filled up to <paramref name="bitsPerUnit"/>.</summary>
    public static string Write(string text, int bitsPerUnit)
    {
        var writer = new BitWriter();
        var phrases = new Dictionary<(int Phrase, char Unit), int>();
        var fresh = new HashSet<int>();
        var next = LzStringCodes.FirstPhrase;
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

        writer.Write(LzStringCodes.End, width);
        return writer.Finish(bitsPerUnit);

        void WritePhrase()
        {
            if (fresh.Remove(phrase))
            {
                writer.Write(first < 256 ? LzStringCodes.NewByte : LzStringCodes.NewUnit, width);
                writer.Write(first, first < 256 ? 8 : 16);
                LzStringCodes.Narrow(ref untilWider, ref width);
            }
            else
            {
                writer.Write(phrase, width);
            }

            LzStringCodes.Narrow(ref untilWider, ref width);
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
                if (++_bits == LzStringCodes.BitsPerDigit)
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
                _digit <<= LzStringCodes.BitsPerDigit - _bits;
                Flush();
            }

            return _text.Append('=', (4 - (_text.Length % 4)) % 4).ToString();
        }

        private void Flush()
        {
            _text.Append((char)LzStringCodes.Alphabet[_digit]);
            (_digit, _bits) = (0, 0);
        }
    }
}
