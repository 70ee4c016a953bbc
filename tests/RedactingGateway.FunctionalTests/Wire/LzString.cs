using System.Globalization;
using System.Text;

namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>LZ-String's base64 form (pieroxy/lz-string): 16-bit code units in an LZW stream of bits, most significant bit of each character first.</summary>
internal static class LzString
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private const int BitsPerCharacter = 6;
    private const int EightBitUnit = 0;
    private const int SixteenBitUnit = 1;
    private const int End = 2;

    /// <summary>The text, or null: this is not such a stream, or not to its end.</summary>
    public static string? Decode(string encoded)
    {
        var characters = encoded.TrimEnd('=');
        if (characters.Length == 0 || characters.Any(c => !Alphabet.Contains(c, StringComparison.Ordinal)))
        {
            return null;
        }

        try
        {
            return Decode(new BitReader(characters));
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    private static string? Decode(BitReader bits)
    {
        // The first three codes are taken by the words of the format.
        List<string?> entries = [null, null, null];
        var width = 3;
        var beforeWider = 4;
        var decoded = new StringBuilder();
        var previous = "";
        for (var first = true; ; first = false)
        {
            var code = bits.Read(first ? 2 : width);
            if (code == End)
            {
                return decoded.ToString();
            }

            if (code is EightBitUnit or SixteenBitUnit)
            {
                entries.Add(((char)bits.Read(code == EightBitUnit ? 8 : 16)).ToString(CultureInfo.InvariantCulture));
                code = entries.Count - 1;
                Widen(ref beforeWider, ref width, when: !first);
            }

            if (code > entries.Count || (code < entries.Count && entries[code] is null) || (code == entries.Count && previous.Length == 0))
            {
                return null;
            }

            var entry = code < entries.Count ? entries[code]! : previous + previous[0];
            decoded.Append(entry);
            if (!first)
            {
                entries.Add(previous + entry[0]);
                Widen(ref beforeWider, ref width, when: true);
            }

            previous = entry;
        }
    }

    private static void Widen(ref int beforeWider, ref int width, bool when)
    {
        if (when && --beforeWider == 0)
        {
            beforeWider = 1 << width;
            width++;
        }
    }

    private sealed class BitReader(string characters)
    {
        private int _at;

        /// <summary>A number of <paramref name="count"/> bits, least significant first.</summary>
        public int Read(int count)
        {
            var value = 0;
            for (var bit = 0; bit < count; bit++, _at++)
            {
                if (_at / BitsPerCharacter >= characters.Length)
                {
                    throw new EndOfStreamException();
                }

                var character = Alphabet.IndexOf(characters[_at / BitsPerCharacter], StringComparison.Ordinal);
                value |= ((character >> (BitsPerCharacter - 1 - (_at % BitsPerCharacter))) & 1) << bit;
            }

            return value;
        }
    }
}
