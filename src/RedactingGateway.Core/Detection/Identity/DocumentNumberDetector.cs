using System.Buffers;
using RedactingGateway.Core.Detection.Words;

namespace RedactingGateway.Core.Detection.Identity;

/// <summary>
/// Finds the numbers of identity cards and passports behind a name for them. German ones since 2010: nine characters of the digits and
/// <c>CFGHJKLMNPRTVWXYZ</c>, the first a letter (§ 5 PAuswG, § 4 PassG, BSI TR-03127), alone or with their check digit (ICAO 9303
/// part 3 section 4.9), and then the nationality <c>D</c>; older ones ten digits with the check digit. Passports of other countries: up to three
/// letters and six to eight digits, or nine digits (ICAO 9303 part 4 section 4.2.2 leaves their form to the issuer).
/// </summary>
/// <remarks>With nothing but a check digit modulo 10, one product number in ten would pass; so the name is asked for.</remarks>
internal static class DocumentNumberDetector
{
    private const int SerialLength = 9;

    private static readonly SearchValues<byte> SerialCharacters = SearchValues.Create("0123456789CFGHJKLMNPRTVWXYZcfghjklmnprtvwxyz"u8);

    /// <summary>Adds the number behind the gap, if it is one.</summary>
    public static void Examine(ReadOnlySpan<byte> text, ContextGap gap, DetectorKind kind, ref HitBuffer hits)
    {
        int start = gap.ValueStart;
        if (start < hits.EndOf(kind))
        {
            return;
        }

        Span<byte> token = stackalloc byte[SerialLength + 3];
        int length = 0;
        int index = start;
        while (index < text.Length && length < token.Length)
        {
            // The check digit is often set apart: "L01X00T47 1".
            int separator = length is SerialLength or SerialLength + 1 or 1 or 2 ? Math.Max(TokenBoundary.SeparatorLength(text, index), Filler(text, index)) : 0;
            bool joins = separator > 0 && index + separator < text.Length && TokenBoundary.IsDigit(text[index + separator])
                && (length < SerialLength || IsLoneDigit(text, index + separator));
            index += joins ? separator : 0;
            if (!TokenBoundary.IsAlphanumeric(text[index]))
            {
                break;
            }

            token[length++] = text[index++];
        }

        hits.Spend(index - start);
        if (TokenBoundary.CanEnd(text, index) && (IsGerman(token[..length]) || (kind == DetectorKind.Passport && IsForeignPassport(token[..length]))))
        {
            hits.TryAdd(start, index, kind);
        }
    }

    private static int Filler(ReadOnlySpan<byte> text, int index) => text[index] == (byte)'<' ? 1 : 0;

    private static bool IsLoneDigit(ReadOnlySpan<byte> text, int index) =>
        index + 1 >= text.Length || !TokenBoundary.IsDigit(text[index + 1]);

    private static bool IsGerman(ReadOnlySpan<byte> token)
    {
        if (token.Length == SerialLength + 2 && (token[^1] | 0x20) == 'd')
        {
            token = token[..^1];
        }

        if (token.Length is not (SerialLength or SerialLength + 1))
        {
            return false;
        }

        ReadOnlySpan<byte> serial = token[..SerialLength];
        bool hasCheck = token.Length > SerialLength;
        bool isOld = hasCheck && !serial.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        bool isNew = TokenBoundary.IsLetter(serial[0]) && !serial.ContainsAnyExcept(SerialCharacters) && serial.ContainsAnyInRange((byte)'0', (byte)'9');
        return (isOld || isNew) && (!hasCheck || TravelDocumentCheck.Fits(serial, token[SerialLength]));
    }

    private static bool IsForeignPassport(ReadOnlySpan<byte> token)
    {
        int letters = 0;
        while (letters < token.Length && TokenBoundary.IsLetter(token[letters]))
        {
            letters++;
        }

        ReadOnlySpan<byte> digits = token[letters..];
        // French ones have two digits before the letters.
        bool isFrench = token.Length == SerialLength && TokenBoundary.IsDigit(token[0]) && TokenBoundary.IsDigit(token[1])
            && TokenBoundary.IsLetter(token[2]) && TokenBoundary.IsLetter(token[3]) && !token[4..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
        return isFrench || (!digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && (letters == 0 ? digits.Length == SerialLength : letters <= 3 && digits.Length is >= 6 and <= 8));
    }
}
