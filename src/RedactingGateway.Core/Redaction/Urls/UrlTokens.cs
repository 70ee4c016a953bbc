using System.Buffers;
using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Redaction.Urls;

/// <summary>Recognises path segments that name one person, session or document: numbers of machines, not words.</summary>
internal static class UrlTokens
{
    // MD5, the shortest digest in use, has 32 hexadecimal digits (RFC 1321).
    private const int MinHexDigits = 32;

    // 24 characters of 6 bits: 18 bytes, above the 16 of a random number that nobody guesses (OWASP session ids: 128 bits).
    private const int MinBase64Digits = 24;

    // Changes between lower case, upper case and digits inside of words; a title in a path (Herbst-2026-Aktion) has hardly any.
    private const int MinChanges = 4;

    // Version and variant leave 8-4-4-4-12 digits (RFC 9562 § 4).
    private const int UuidLength = 36;

    private static readonly SearchValues<byte> TokenCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+"u8);

    /// <summary>What stands in for a segment that holds a token (<c>:id</c>, <c>:token</c>); empty for any other.</summary>
    /// <param name="segment">Decoded.</param>
    public static ReadOnlySpan<byte> Placeholder(ReadOnlySpan<byte> segment)
    {
        // RFC 7519: the header's text begins with {", which is eyJ in base64url.
        if (segment.Length >= MinBase64Digits && segment.StartsWith("eyJ"u8) && segment.Contains((byte)'.'))
        {
            return ":token"u8;
        }

        while (segment.Length >= MinBase64Digits)
        {
            var start = segment.IndexOfAny(TokenCharacters);
            if (start < 0)
            {
                break;
            }

            segment = segment[start..];
            var end = segment.IndexOfAnyExcept(TokenCharacters);
            var run = end < 0 ? segment : segment[..end];
            segment = segment[run.Length..];
            if (HoldsUuid(run))
            {
                return ":id"u8;
            }

            if (HoldsHex(run) || IsBase64(run))
            {
                return ":token"u8;
            }
        }

        return default;
    }

    private static bool HoldsUuid(ReadOnlySpan<byte> run)
    {
        for (var at = 0; at + UuidLength <= run.Length; at++)
        {
            if (IsUuid(run.Slice(at, UuidLength)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsUuid(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var isDash = i is 8 or 13 or 18 or 23;
            if (isDash ? text[i] != (byte)'-' : !char.IsAsciiHexDigit((char)text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HoldsHex(ReadOnlySpan<byte> run)
    {
        var digits = 0;
        foreach (var b in run)
        {
            digits = char.IsAsciiHexDigit((char)b) ? digits + 1 : 0;
            if (digits == MinHexDigits)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBase64(ReadOnlySpan<byte> run)
    {
        if (run.Length < MinBase64Digits)
        {
            return false;
        }

        var seen = 0;
        var changes = 0;
        var last = CharacterClass.Other;
        var isInitial = false;
        foreach (var b in run)
        {
            var kind = ClassOf(b);
            seen |= 1 << (int)kind;

            // The capital at the beginning of a word is no change.
            var isChange = kind != last && kind != CharacterClass.Other && last != CharacterClass.Other && !(isInitial && kind == CharacterClass.Lower);
            changes += isChange ? 1 : 0;
            isInitial = last == CharacterClass.Other && kind == CharacterClass.Upper;
            last = kind;
        }

        const int all = (1 << (int)CharacterClass.Lower) | (1 << (int)CharacterClass.Upper) | (1 << (int)CharacterClass.Digit);
        return (seen & all) == all && changes >= MinChanges;
    }

    private static CharacterClass ClassOf(byte b) =>
        TokenBoundary.IsDigit(b) ? CharacterClass.Digit
        : char.IsAsciiLetterLower((char)b) ? CharacterClass.Lower
        : char.IsAsciiLetterUpper((char)b) ? CharacterClass.Upper : CharacterClass.Other;

    private enum CharacterClass
    {
        Other,
        Lower,
        Upper,
        Digit,
    }
}
