namespace RedactingGateway.Core.Detection.Words;

/// <summary>One word of the table.</summary>
/// <param name="Bytes">Its UTF-8, ASCII letters small unless case counts.</param>
/// <param name="Roles">What it says.</param>
/// <param name="MinRest">Bytes that must follow a <see cref="WordRoles.VendorKey"/> at least; 0 for others.</param>
internal sealed record WordEntry(byte[] Bytes, WordRoles Roles, int MinRest)
{
    /// <summary>True for prefixes: case counts, and the word goes on.</summary>
    public bool IsPrefix => (Roles & (WordRoles.Jwt | WordRoles.VendorKey)) != WordRoles.None;

    /// <summary>True when it has one of the roles.</summary>
    public bool Is(WordRoles roles) => (Roles & roles) != WordRoles.None;

    /// <summary>True when the text has this word at the offset, and it ends there: at no letter, or where camelCase goes on.</summary>
    public bool Matches(ReadOnlySpan<byte> text, int start)
    {
        ReadOnlySpan<byte> word = Bytes;
        if (text.Length - start < word.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> candidate = text.Slice(start, word.Length);
        if (IsPrefix)
        {
            return candidate.SequenceEqual(word);
        }

        for (int i = 0; i < word.Length; i++)
        {
            byte value = candidate[i];
            if (value != word[i] && (value is not (>= (byte)'A' and <= (byte)'Z') || (value | 0x20) != word[i]))
            {
                return false;
            }
        }

        return EndsAt(text, start + word.Length);
    }

    private static bool EndsAt(ReadOnlySpan<byte> text, int end)
    {
        if (end >= text.Length || !IsWordByte(text[end - 1]) || !IsWordByte(text[end]))
        {
            return true;
        }

        return text[end] is >= (byte)'A' and <= (byte)'Z' && text[end - 1] is >= (byte)'a' and <= (byte)'z';
    }

    private static bool IsWordByte(byte value) => value >= 0x80 ? !IsPunctuationLead(value) : TokenBoundary.IsLetter(value);

    /// <summary>E2 and C2 begin dashes, quotes, dots and spaces (U+2000 block, U+00A0 to U+00BF); EF and E3 full-width punctuation.</summary>
    private static bool IsPunctuationLead(byte value) => value is 0xE2 or 0xC2 or 0xEF or 0xE3;
}
