using System.Buffers;
using RedactingGateway.Core.Detection.Words;

namespace RedactingGateway.Core.Detection.Secrets;

/// <summary>
/// Finds passwords behind a name for one. Behind <c>password=</c> or in a JSON member, which programs write, any value is one; behind
/// <c>Passwort:</c> or "my password is", which people write, what looks like one: six characters or more with a digit, and a letter or sign.
/// </summary>
/// <remarks>NIST SP 800-63B section 3.1.1.2 lets passwords be anything; so it is their name that counts.</remarks>
internal static class PasswordDetector
{
    /// <summary>Longest password that is read in bytes; SP 800-63B asks for at least 64 characters to be allowed.</summary>
    private const int MaxBytes = 128;

    private static readonly SearchValues<byte> MaskBytes = SearchValues.Create("*xX.•-"u8);

    private const int MinAssigned = 3;
    private const int MinWritten = 6;

    /// <summary>Adds the password behind the gap, if there is one.</summary>
    public static void Examine(ReadOnlySpan<byte> text, ContextGap gap, WordTable words, ref HitBuffer hits)
    {
        int start = gap.ValueStart;
        if (start < hits.EndOf(DetectorKind.Password) || (gap.Kind == GapKind.Words && !gap.HasConnector))
        {
            return;
        }

        bool isQuoted = start > 0 && text[start - 1] is (byte)'"' or (byte)'\'';
        int end = ValueText.End(text, start, MaxBytes, isQuoted ? text[start - 1] : (byte)0);
        hits.Spend(end - start);
        if (gap.Kind != GapKind.Assignment)
        {
            while (end > start && text[end - 1] is (byte)'.' or (byte)',')
            {
                end--;
            }
        }

        ReadOnlySpan<byte> value = text[start..end];
        if (!IsPlaceholder(text, start, end, words) && (gap.Kind == GapKind.Assignment ? value.Length >= MinAssigned : LooksSecret(value)))
        {
            hits.TryAdd(start, end, DetectorKind.Password);
        }
    }

    private static bool LooksSecret(ReadOnlySpan<byte> value)
    {
        int digits = 0;
        int letters = 0;
        int signs = 0;
        foreach (byte character in value)
        {
            digits += TokenBoundary.IsDigit(character) ? 1 : 0;
            letters += TokenBoundary.IsLetter(character) || character >= 0x80 ? 1 : 0;
            signs += character is (byte)'!' or (byte)'#' or (byte)'$' or (byte)'%' or (byte)'*' or (byte)'@' or (byte)'_' ? 1 : 0;
        }

        return value.Length >= MinWritten && letters > 0 && (digits > 0 || signs > 0);
    }

    /// <summary>True for what stands where a password would and is none: null, required, stars, a placeholder of a template.</summary>
    private static bool IsPlaceholder(ReadOnlySpan<byte> text, int start, int end, WordTable words)
    {
        if (start == end || text[start] is (byte)'{' or (byte)'<' or (byte)'$' or (byte)'[')
        {
            return true;
        }

        return text[start..end].IndexOfAnyExcept(MaskBytes) < 0 || text[start] is 0xE2 or 0xC2
            || (words.Match(text, start, WordRoles.NoValue) is { } word && start + word.Bytes.Length == end);
    }
}
