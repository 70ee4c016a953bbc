using System.Buffers;
using System.Buffers.Text;

namespace RedactingGateway.Core.Payloads;

/// <summary>Base64 in both alphabets, with and without padding (RFC 4648 §§ 4, 5), written back as it came.</summary>
internal static class Base64Coding
{
    /// <summary>Decodes <paramref name="text"/>; false where it is not base64 through and through.</summary>
    /// <remarks>White space is not accepted, and unused bits must be zero: otherwise two texts would mean one value.</remarks>
    public static bool TryDecode(ReadOnlySpan<byte> text, bool urlAlphabet, PooledBuffer output)
    {
        var digits = text.TrimEnd((byte)'=');
        var padding = text.Length - digits.Length;
        var foreign = urlAlphabet ? "+/"u8 : "-_"u8;
        if (digits.IndexOfAny(foreign) >= 0 || digits.IndexOfAny(" \t\r\n%"u8) >= 0
            || padding > 2 || (padding > 0 && text.Length % 4 != 0) || digits.Length % 4 == 1)
        {
            return false;
        }

        // The URL decoder reads text without padding; the other alphabet is brought into it.
        var target = output.GetSpan(Base64Url.GetMaxDecodedLength(digits.Length));
        if (urlAlphabet)
        {
            return Finish(Base64Url.DecodeFromUtf8(digits, target, out _, out var written), written, output);
        }

        var copy = ArrayPool<byte>.Shared.Rent(digits.Length);
        try
        {
            digits.Replace(copy, (byte)'+', (byte)'-');
            copy.AsSpan(0, digits.Length).Replace((byte)'/', (byte)'_');
            return Finish(Base64Url.DecodeFromUtf8(copy.AsSpan(0, digits.Length), target, out _, out var written), written, output);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy, clearArray: true);
        }
    }

    /// <summary>Encodes <paramref name="value"/> in the style of <paramref name="original"/>: alphabet given, padded or not as it was.</summary>
    public static void Encode(ReadOnlySpan<byte> value, bool urlAlphabet, ReadOnlySpan<byte> original, PooledBuffer output)
    {
        // An original whose length asked for no padding does not tell; then the alphabet's custom decides.
        var padded = original.EndsWith("="u8) || (original.Length % 4 == 0 && !urlAlphabet);
        var target = output.GetSpan(Base64.GetMaxEncodedToUtf8Length(value.Length));
        Base64.EncodeToUtf8(value, target, out _, out var written);
        var text = target[..written];
        if (urlAlphabet)
        {
            text.Replace((byte)'+', (byte)'-');
            text.Replace((byte)'/', (byte)'_');
        }

        output.Advance(padded ? written : ((ReadOnlySpan<byte>)text).TrimEnd((byte)'=').Length);
    }

    private static bool Finish(OperationStatus status, int written, PooledBuffer output)
    {
        if (status != OperationStatus.Done)
        {
            return false;
        }

        output.Advance(written);
        return true;
    }
}
