namespace RedactingGateway.Core.Payloads.LzStrings;

/// <summary>Reads base64 digits of LZ-String.</summary>
internal static class LzStringReader
{
    /// <summary>Appends the units of <paramref name="text"/> to <paramref name="output"/>, at most about <paramref name="maxUnits"/>.</summary>
    public static LayerOutcome Read(ReadOnlySpan<byte> text, int maxUnits, List<char> output) => Read(new Bits(text.TrimEnd((byte)'=')), maxUnits, output);

    // A phrase is the one before it and the first unit of the one behind: a piece of the output itself.
    private static LayerOutcome Read(Bits bits, int maxUnits, List<char> output)
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

            if (code == LzStringCodes.End)
            {
                return LayerOutcome.Changed;
            }

            if (code is LzStringCodes.NewByte or LzStringCodes.NewUnit)
            {
                if (!bits.TryRead(code == LzStringCodes.NewByte ? 8 : 16, out var unit))
                {
                    return LayerOutcome.Undecodable;
                }

                code = LzStringCodes.FirstPhrase + phrases.Count;
                var start = output.Count;
                if (last is not null)
                {
                    LzStringCodes.Narrow(ref untilWider, ref width);
                }

                phrases.Add((start, 1));
                output.Add((char)unit);
                if (last is { } before)
                {
                    phrases.Add((before.Start, before.Length + 1));
                    LzStringCodes.Narrow(ref untilWider, ref width);
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
                if (last is not { } before || code - LzStringCodes.FirstPhrase > phrases.Count)
                {
                    return LayerOutcome.Undecodable;
                }

                var start = output.Count;
                var (from, length) = code - LzStringCodes.FirstPhrase == phrases.Count ? (before.Start, before.Length + 1) : phrases[code - LzStringCodes.FirstPhrase];
                for (var i = 0; i < length; i++)
                {
                    output.Add(output[from + i]);
                }

                phrases.Add((before.Start, before.Length + 1));
                LzStringCodes.Narrow(ref untilWider, ref width);
                last = (start, length);
            }

            if (output.Count > maxUnits)
            {
                return LayerOutcome.Limit;
            }
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
                var digit = _at / LzStringCodes.BitsPerDigit < _digits.Length ? LzStringCodes.Alphabet.IndexOf(_digits[_at / LzStringCodes.BitsPerDigit]) : -1;
                if (digit < 0)
                {
                    return false;
                }

                value |= ((digit >> (LzStringCodes.BitsPerDigit - 1 - (_at % LzStringCodes.BitsPerDigit))) & 1) << i;
            }

            return true;
        }
    }
}
