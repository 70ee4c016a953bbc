using RedactingGateway.Core.Detection.Words;

namespace RedactingGateway.Core.Detection.Secrets;

/// <summary>
/// Finds the SHA-256 (FIPS 180-4) of an e-mail address behind a name for it: 64 hexadecimal digits, as advertisers' interfaces take it
/// (Meta Conversions API <c>em</c>, Google enhanced conversions <c>sha256_email_address</c>), or 43 characters of base64url without
/// padding (RFC 4648 section 5), as in Google's <c>em=tv.1~em.…</c>, or 44 of base64 with it.
/// </summary>
/// <remarks>A hash alone is no hit: files, scripts and orders have hashes too. An address hashed is still the address to whoever has a list of them.</remarks>
internal static class EmailHashDetector
{
    private const int HexLength = 64;
    private const int Base64UrlLength = 43;

    /// <summary>Adds the hash behind the gap, if it is one.</summary>
    public static void Examine(ReadOnlySpan<byte> text, ContextGap gap, ref HitBuffer hits)
    {
        int start = gap.ValueStart;
        if (start < hits.EndOf(DetectorKind.EmailHash) || !TokenBoundary.CanStart(text, start))
        {
            return;
        }

        int end = start;
        int hex = 0;
        while (end < text.Length && end - start <= HexLength && IsBase64(text[end]))
        {
            hex += PercentEscape.HexValue(text[end]) < 16 ? 1 : 0;
            end++;
        }

        hits.Spend(end - start);
        int length = end - start;
        bool isHash = (length == HexLength && hex == HexLength)
            || (length == Base64UrlLength && hex < length && SecretShape.IsRandom(text[start..end]));
        if (isHash)
        {
            int padded = length == Base64UrlLength && end < text.Length && text[end] == (byte)'=' ? end + 1 : end;
            hits.TryAdd(start, padded, DetectorKind.EmailHash);
        }
    }

    private static bool IsBase64(byte value) => TokenBoundary.IsAlphanumeric(value) || value is (byte)'-' or (byte)'_' or (byte)'+' or (byte)'/';
}
