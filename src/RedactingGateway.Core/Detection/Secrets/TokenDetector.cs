using System.Buffers;
using System.Buffers.Text;
using RedactingGateway.Core.Detection.Words;

namespace RedactingGateway.Core.Detection.Secrets;

/// <summary>
/// Finds tokens: JSON Web Tokens by their structure (RFC 7519 section 3, RFC 7515 section 3.1, RFC 7516 section 3.1), vendors' keys by their
/// prefix (<c>Data/keys.tsv</c>), and other random strings of 20 characters or more behind a name that says so (<c>token=</c>,
/// <c>Authorization: Bearer</c>, RFC 6750 section 2.1).
/// </summary>
/// <remarks>
/// A random string alone is no hit: trackers are full of identifiers. Behind weak names (<c>key</c>, <c>code</c>, <c>signature</c>) UUIDs
/// and plain hashes are none either.
/// </remarks>
internal static class TokenDetector
{
    /// <summary>Characters of a JOSE header that are decoded: <c>alg</c> stands in the first 96 bytes in practice.</summary>
    private const int MaxHeaderCharacters = 128;

    /// <summary>Fewest characters of a header: base64url of <c>{"alg":""}</c>.</summary>
    private const int MinHeaderCharacters = 14;

    /// <summary>Fewest characters of <c>user:password</c> in base64 (RFC 7617).</summary>
    private const int MinBasicCharacters = 8;

    /// <summary>A secret is one run of these. The equals sign ends it, so that no byte belongs to two runs.</summary>
    private static readonly SearchValues<byte> SecretBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~+/"u8);

    private static readonly SearchValues<byte> Base64UrlBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    /// <summary>Adds the JSON Web Token that begins at the offset, if one does, also one whose end was cut off.</summary>
    public static void ExamineJwt(ReadOnlySpan<byte> text, int start, ref HitBuffer hits)
    {
        // Behind a character of its alphabet it is a part of something: without this rule "eyJ-eyJ-…" would be read again and again.
        if (start < hits.EndOf(DetectorKind.Token) || (start > 0 && (Base64UrlBytes.Contains(text[start - 1]) || text[start - 1] == (byte)'.')
            && PercentEscape.ReadBackward(text, start, out _) == 0))
        {
            return;
        }

        int headerEnd = RunEnd(text, start, Base64UrlBytes, ref hits);
        if (!IsJoseHeader(text[start..headerEnd]))
        {
            return;
        }

        // Three parts for a signed token, five for an encrypted one; the parts may be empty.
        int end = headerEnd;
        for (int part = 1; part < 5 && end < text.Length && text[end] == (byte)'.'; part++)
        {
            int next = RunEnd(text, end + 1, Base64UrlBytes, ref hits);
            if (next == end + 1 && part > 1 && (next >= text.Length || text[next] != (byte)'.'))
            {
                break;
            }

            end = next;
        }

        hits.TryAdd(start, end, DetectorKind.Token);
    }

    /// <summary>Adds the vendor's key whose prefix stands at the offset, if it goes on long enough.</summary>
    public static void ExamineVendorKey(ReadOnlySpan<byte> text, int start, WordEntry prefix, ref HitBuffer hits)
    {
        if (start < hits.EndOf(DetectorKind.Token) || !TokenBoundary.CanStart(text, start))
        {
            return;
        }

        int rest = start + prefix.Bytes.Length;
        int end = TrimEnd(text, rest, RunEnd(text, rest, SecretBytes, ref hits));
        ReadOnlySpan<byte> secret = text[rest..end];
        if (secret.Length >= prefix.MinRest && (secret.ContainsAnyInRange((byte)'0', (byte)'9') || SecretShape.IsRandom(secret)) && !secret[..prefix.MinRest].Contains((byte)'/'))
        {
            hits.TryAdd(start, end, DetectorKind.Token);
        }
    }

    /// <summary>Adds the secret behind a name for one.</summary>
    public static void ExamineValue(ReadOnlySpan<byte> text, WordEntry key, ContextGap gap, ref HitBuffer hits)
    {
        bool isScheme = key.Is(WordRoles.AuthScheme);
        if (gap.ValueStart < hits.EndOf(DetectorKind.Token) || (gap.Kind == GapKind.Words && !isScheme && !gap.HasConnector))
        {
            return;
        }

        int end = TrimEnd(text, gap.ValueStart, RunEnd(text, gap.ValueStart, SecretBytes, ref hits));
        ReadOnlySpan<byte> value = text[gap.ValueStart..end];
        bool isWeak = key.Is(WordRoles.WeakTokenKey);
        bool isSecret = value.Length >= SecretShape.MinLength && (SecretShape.IsRandom(value) || (!isWeak && SecretShape.IsMixedRun(value)))
            && !(isWeak && SecretShape.IsIdentifierLike(value));
        hits.Spend(value.Length);
        if (isSecret || (isScheme && IsBasicCredential(value)))
        {
            hits.TryAdd(gap.ValueStart, PaddingEnd(text, end), DetectorKind.Token);
        }
    }

    private static int RunEnd(ReadOnlySpan<byte> text, int start, SearchValues<byte> alphabet, ref HitBuffer hits)
    {
        int length = text[start..].IndexOfAnyExcept(alphabet);
        int end = length < 0 ? text.Length : start + length;
        // The search is vectorised: sixteen bytes are one step.
        hits.Spend((end - start) / 16);
        return end;
    }

    /// <summary>Takes punctuation of the sentence off the end.</summary>
    private static int TrimEnd(ReadOnlySpan<byte> text, int start, int end)
    {
        while (end > start && text[end - 1] is (byte)'.' or (byte)'/' or (byte)'~')
        {
            end--;
        }

        return end;
    }

    private static int PaddingEnd(ReadOnlySpan<byte> text, int end)
    {
        int last = Math.Min(text.Length, end + 2);
        while (end < last && text[end] == (byte)'=')
        {
            end++;
        }

        return end;
    }

    private static bool IsJoseHeader(ReadOnlySpan<byte> header)
    {
        if (header.Length < MinHeaderCharacters)
        {
            return false;
        }

        ReadOnlySpan<byte> characters = header[..Math.Min(header.Length, MaxHeaderCharacters)];
        characters = characters[..(characters.Length & ~3)];
        Span<byte> json = stackalloc byte[MaxHeaderCharacters];
        return Base64Url.DecodeFromUtf8(characters, json, out _, out int written) is OperationStatus.Done
            && (json[..written].IndexOf("\"alg\""u8) >= 0 || json[..written].IndexOf("\"typ\""u8) >= 0 || json[..written].IndexOf("\"kid\""u8) >= 0);
    }

    private static bool IsBasicCredential(ReadOnlySpan<byte> value)
    {
        if (value.Length < MinBasicCharacters || value.Length > MaxHeaderCharacters)
        {
            return false;
        }

        // Whole groups of four are enough to see it; the rest may lack its padding.
        Span<byte> decoded = stackalloc byte[MaxHeaderCharacters];
        return Base64.DecodeFromUtf8(value[..(value.Length & ~3)], decoded, out _, out int written, isFinalBlock: false) == OperationStatus.Done
            && decoded[..written].Contains((byte)':') && !decoded[..written].ContainsAnyExceptInRange((byte)' ', (byte)'~');
    }
}
