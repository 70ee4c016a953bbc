using System.Text;

namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>Bytes as text. Latin-1 stands in for what is not UTF-8, because it loses no byte.</summary>
internal static class ByteText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Best(byte[] bytes) => Utf8(bytes) ?? Encoding.Latin1.GetString(bytes);

    /// <summary>All readings worth searching.</summary>
    public static IEnumerable<string> Readings(byte[] bytes)
    {
        if (LooksLikeUtf16(bytes))
        {
            yield return Encoding.Unicode.GetString(bytes);
        }

        if (Utf8(bytes) is { } text)
        {
            yield return text;
            yield break;
        }

        yield return Encoding.Latin1.GetString(bytes);
        yield return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>The text, if these bytes were meant as one.</summary>
    public static string? Plausible(byte[] bytes)
    {
        var text = LooksLikeUtf16(bytes) ? Encoding.Unicode.GetString(bytes) : Utf8(bytes);
        return text is not null && IsPlausible(text) ? text : null;
    }

    public static bool IsPlausible(string text) => text.Length > 0 && !text.Any(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n'));

    /// <summary>The bytes of a text that is really a Latin-1 reading of bytes; null if it cannot be one.</summary>
    public static byte[]? FromLatin1(string text) =>
        text.All(c => c < 0x100) ? Encoding.Latin1.GetBytes(text) : null;

    private static string? Utf8(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool LooksLikeUtf16(byte[] bytes) =>
        bytes.Length >= 4 && bytes.Length % 2 == 0 && bytes.Where((value, index) => index % 2 == 1 && value == 0).Count() * 10 >= bytes.Length * 4;
}
