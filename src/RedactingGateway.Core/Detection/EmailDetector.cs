using System.Buffers;
using System.Text;

namespace RedactingGateway.Core.Detection;

/// <summary>
/// Finds e-mail addresses: dot-atom or quoted local part (RFC 5321 section 4.1.2, RFC 5322 section 3.4.1), also in UTF-8
/// (RFC 6531 section 3.3), and a domain as <see cref="EmailDomain"/> reads it. The at sign is <c>@</c>, its full-width and small forms
/// (U+FF20, U+FE6B), or percent-encoded once, twice or three times, for text that should have been decoded and was not.
/// </summary>
/// <remarks>
/// Wider than the grammar where a miss would leave a part of an address: dots may stand anywhere in the local part (some providers issued
/// such addresses), invalid UTF-8 counts as letters, and a local part may be longer than 64 bytes (reply tokens are). Narrower where
/// the grammar would swallow what stands before an address in URLs, lists and mark-up: <c>/ ? &amp; # | { } ~ ` *</c> and <c>name=</c>
/// before it are not part of it. <c>scheme://user:password@host</c>, <c>git@host</c> and Sentry DSNs are hits: they are of the form.
/// </remarks>
internal static class EmailDetector
{
    /// <summary>
    /// Bytes of local part looked at, counted back from the at sign. RFC 5321 section 4.5.3.1.1 says 64; a path may have 256
    /// (4.5.3.1.3), and escapes triple a byte. Of a longer one the last 256 bytes are the hit.
    /// </summary>
    public const int MaxLocalPartBytes = 256;

    /// <summary>Bytes of a quoted local part looked at: 64 (RFC 5321 section 4.5.3.1.1) and the quotes. Quotes repeat, so this bound is the close one.</summary>
    public const int MaxQuotedBytes = 66;

    /// <summary>What an at sign costs beside the bytes around it: escapes are looked for in all spellings.</summary>
    private const int StepsPerSign = 48;

    /// <summary>Signs before the at sign that are read as the end of a local part.</summary>
    private const int MaxTrailing = 4;

    /// <summary>First bytes of all spellings of the at sign.</summary>
    private static readonly SearchValues<byte> AtSignStarts = SearchValues.Create([(byte)'@', (byte)'%', 0xEF]);

    /// <summary>ASCII bytes of a local part: atext of RFC 5322 section 3.2.3 and the dot, less what separates (see remarks).</summary>
    private static readonly SearchValues<byte> LocalBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.!$%'+-=^_"u8);

    /// <summary>Cheap test that decides for most texts: false means there is no address.</summary>
    public static bool MayOccurIn(ReadOnlySpan<byte> text) => text.ContainsAny(AtSignStarts);

    /// <summary>Adds the addresses of the text.</summary>
    public static void Find(ReadOnlySpan<byte> text, ref HitBuffer hits)
    {
        int position = 0;
        int offset;
        while (!hits.IsStopped && position < text.Length && (offset = text[position..].IndexOfAny(AtSignStarts)) >= 0)
        {
            int at = position + offset;
            int atLength = AtSignLength(text, at);
            position = at + Math.Max(atLength, 1);
            if (atLength == 0)
            {
                continue;
            }

            hits.Spend(StepsPerSign);
            int start = LocalPartStart(text, at, hits.EndOf(DetectorKind.Email), ref hits);
            if (start == at)
            {
                continue;
            }

            int end = EmailDomain.Read(text, position, out int read);
            hits.Spend(read);
            if (end == 0)
            {
                continue;
            }

            position = end;
            if (!hits.TryAdd(start, end, DetectorKind.Email))
            {
                return;
            }
        }
    }

    private static int AtSignLength(ReadOnlySpan<byte> text, int index)
    {
        switch (text[index])
        {
            case (byte)'@':
                return 1;
            case (byte)'%':
                int length = PercentEscape.Read(text, index, out byte value);
                return value == (byte)'@' ? length : 0;
            default:
                ReadOnlySpan<byte> rest = text[index..];
                return rest.StartsWith("\uFF20"u8) || rest.StartsWith("\uFE6B"u8) ? 3 : 0;
        }
    }

    /// <summary>Where the local part begins that ends at <paramref name="at"/>; the same offset when there is none.</summary>
    private static int LocalPartStart(ReadOnlySpan<byte> text, int at, int previousEnd, ref HitBuffer hits)
    {
        int limit = Math.Max(previousEnd, at - MaxLocalPartBytes);
        if (at > limit && text[at - 1] == (byte)'"')
        {
            hits.Spend(MaxQuotedBytes);
            return QuotedStart(text, at, Math.Max(limit, at - MaxQuotedBytes));
        }

        int start = SkipTrailing(text, at, limit);
        while (start > limit)
        {
            int step = LocalStepBack(text, start);
            if (step == 0 || start - step < limit)
            {
                break;
            }

            start -= step;
        }

        hits.Spend(at - start);
        return SkipLeading(text, start, at);
    }

    /// <summary>
    /// Goes back over signs that are allowed in a local part but separate elsewhere (see remarks): right before the at sign they are a part of
    /// it, <c>anna~@example.org</c>. Not so slashes and question marks, which stand before <c>@name</c> in addresses of pages.
    /// </summary>
    private static int SkipTrailing(ReadOnlySpan<byte> text, int at, int limit)
    {
        int start = at;
        while (start > limit && at - start < MaxTrailing && text[start - 1] is (byte)'#' or (byte)'|' or (byte)'{' or (byte)'}' or (byte)'~' or (byte)'`' or (byte)'*' or (byte)'&')
        {
            start--;
        }

        return start > limit && LocalStepBack(text, start) > 0 ? start : at;
    }

    /// <summary>Length in bytes of the local-part character that ends before the offset, 0 when another stands there.</summary>
    private static int LocalStepBack(ReadOnlySpan<byte> text, int end)
    {
        byte last = text[end - 1];
        if (last >= 0x80)
        {
            return Rune.DecodeLastFromUtf8(text[..end], out Rune rune, out int consumed) != OperationStatus.Done ? 1
                : EmailDomain.IsWord(rune) ? consumed : 0;
        }

        int escape = PercentEscape.ReadBackward(text, end, out byte value);
        if (escape > 0)
        {
            return value >= 0x80 || (LocalBytes.Contains(value) && value is not ((byte)'=' or (byte)'%')) ? escape : 0;
        }

        return LocalBytes.Contains(last) ? 1 : 0;
    }

    /// <summary>Skips <c>name=</c> and punctuation before the first character that begins a name.</summary>
    private static int SkipLeading(ReadOnlySpan<byte> text, int start, int at)
    {
        while (start < at)
        {
            int name = start;
            while (name < at && (TokenBoundary.IsAlphanumeric(text[name]) || text[name] == (byte)'_'))
            {
                name++;
            }

            if (name < at && text[name] == (byte)'=')
            {
                start = name + 1;
            }
            else if (name > start || text[start] >= 0x80 || PercentEscape.Read(text, start, out _) > 0)
            {
                return start;
            }
            else
            {
                start++;
            }
        }

        return at;
    }

    /// <summary>Where the quoted string begins that ends with the quote before the at sign (RFC 5321 section 4.1.2, <c>Quoted-string</c>).</summary>
    private static int QuotedStart(ReadOnlySpan<byte> text, int at, int limit)
    {
        for (int index = at - 2; index >= limit; index--)
        {
            if (text[index] is (byte)'\r' or (byte)'\n')
            {
                break;
            }

            if (text[index] == (byte)'"')
            {
                int slash = index;
                while (slash > limit && text[slash - 1] == (byte)'\\')
                {
                    slash--;
                }

                if (((index - slash) & 1) == 0)
                {
                    return index < at - 2 ? index : at;
                }

                index = slash;
            }
        }

        return at;
    }
}
