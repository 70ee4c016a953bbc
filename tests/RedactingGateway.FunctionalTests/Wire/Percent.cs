using System.Globalization;
using System.Text;

namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>Percent-decoding that never fails: what is not an escape stays as it is.</summary>
internal static class Percent
{
    /// <summary>Decodes each run of escapes as UTF-8 where it is that, as Latin-1 where it is not.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var decoded = new StringBuilder(text.Length);
        var run = new List<byte>();
        for (var at = 0; at < text.Length; at++)
        {
            if (TryByte(text, at, out var value))
            {
                run.Add(value);
                at += 2;
                continue;
            }

            Flush();
            decoded.Append(text[at]);
        }

        Flush();
        return decoded.ToString();

        void Flush()
        {
            decoded.Append(ByteText.Best([.. run]));
            run.Clear();
        }
    }

    public static string DecodeForm(string text) => Decode(text.Replace('+', ' '));

    /// <summary>For binary content: the bytes behind a percent-encoded text.</summary>
    public static byte[] DecodeBytes(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (TryByte(text, at, out var value))
            {
                bytes.Add(value);
                at += 2;
            }
            else
            {
                bytes.AddRange(text[at] < 0x100 ? [(byte)text[at]] : Encoding.UTF8.GetBytes(text, at, 1));
            }
        }

        return [.. bytes];
    }

    private static bool TryByte(string text, int at, out byte value)
    {
        value = 0;
        return text[at] == '%'
            && at + 2 < text.Length
            && byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
