using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace RedactingGateway.Core.Payloads.LzStrings;

/// <summary>LZ-String's <c>compressToBase64</c> (pieroxy/lz-string), which CleverTap's SDK packs profiles with.</summary>
/// <remarks>
/// LZW over UTF-16 units. A code is written with its lowest bit first; six bits make a base64 digit, highest bit first. Codes
/// 0 and 1 announce a unit of 8 or 16 bits that was not seen before, 2 is the end, 3 and up are phrases. Up to version 1.3,
/// which CleverTap carries, zero bits fill up to a whole number of 16-bit units; since 1.4 to a whole digit.
/// </remarks>
internal static class LzStringCoding
{
    // 256 Ki units: what fits into the longest address unfolds to some tens of thousands; encoding keeps a table of phrases.
    private const int MaxUnits = 256 * 1024;

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
        List<char> units = [];
        var outcome = LzStringReader.Read(text, Math.Min(maxBytes, MaxUnits), units);
        if (outcome != LayerOutcome.Changed)
        {
            return outcome;
        }

        var decoded = new string(CollectionsMarshal.AsSpan(units));
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
        List<char> units = [];
        var bitsPerUnit = !original.IsEmpty && LzStringReader.Read(original, MaxUnits, units) == LayerOutcome.Changed
            ? StyleOf(new string(CollectionsMarshal.AsSpan(units)), original) ?? LzStringCodes.BitsPerDigit
            : LzStringCodes.BitsPerDigit;
        var text = LzStringWriter.Write(Encoding.UTF8.GetString(value), bitsPerUnit);
        output.Advance(Encoding.ASCII.GetBytes(text, output.GetSpan(text.Length)));
    }

    // The bits that the encoder filled up to, or null: no version writes the text like this.
    private static int? StyleOf(string decoded, ReadOnlySpan<byte> text)
    {
        var original = Encoding.ASCII.GetString(text);
        return LzStringWriter.Write(decoded, LzStringCodes.BitsPerDigit) == original ? LzStringCodes.BitsPerDigit : LzStringWriter.Write(decoded, LzStringCodes.BitsPerUnit) == original ? LzStringCodes.BitsPerUnit : null;
    }

    private static bool TryEncodeUtf8(string text, PooledBuffer output)
    {
        var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        var status = System.Text.Unicode.Utf8.FromUtf16(text, span, out _, out var written, replaceInvalidSequences: false);
        output.Advance(written);
        return status == OperationStatus.Done;
    }
}
