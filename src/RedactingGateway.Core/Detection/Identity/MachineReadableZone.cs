using System.Buffers;

namespace RedactingGateway.Core.Detection.Identity;

/// <summary>
/// Finds lines of the machine-readable zone of identity cards and passports (ICAO Doc 9303 parts 4 to 6): 30, 36 or 44 characters of
/// <c>A-Z 0-9 &lt;</c>. A line with data needs its check digits; a line with the name needs <c>&lt;&lt;</c> between surname and given names
/// and fillers at its end.
/// </summary>
internal static class MachineReadableZone
{
    /// <summary>Lines of cards (TD1), of older cards (TD2), of passports (TD3).</summary>
    private const int CardLength = 30;
    private const int OldCardLength = 36;
    private const int PassportLength = 44;

    private static readonly SearchValues<byte> ZoneCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"u8);

    /// <summary>Adds the lines of the text.</summary>
    public static void Find(ReadOnlySpan<byte> text, ref HitBuffer hits)
    {
        int position = 0;
        int offset;
        while (!hits.IsStopped && position < text.Length && (offset = text[position..].IndexOf("<<"u8)) >= 0)
        {
            int filler = position + offset;
            int start = position + text[position..filler].LastIndexOfAnyExcept(ZoneCharacters) + 1;
            int length = text[filler..].IndexOfAnyExcept(ZoneCharacters);
            position = length < 0 ? text.Length : filler + length;
            hits.Spend((position - start) / 16);
            if (IsLine(text[start..position]))
            {
                hits.TryAdd(start, position, position - start == PassportLength ? DetectorKind.Passport : DetectorKind.IdCard);
            }
        }
    }

    private static bool IsLine(ReadOnlySpan<byte> line) => line.Length switch
    {
        CardLength => IsCardNumberLine(line) || IsCardDateLine(line) || IsName(line),
        OldCardLength or PassportLength => IsDataLine(line) || IsName(line),
        _ => false,
    };

    /// <summary>Part 5 section 4.2.2: document code, issuer, number, check digit.</summary>
    private static bool IsCardNumberLine(ReadOnlySpan<byte> line) =>
        line[0] is (byte)'I' or (byte)'A' or (byte)'C' && TravelDocumentCheck.Fits(line.Slice(5, 9), line[14]);

    /// <summary>Part 5 section 4.2.2: birth, expiry, each with its check digit.</summary>
    private static bool IsCardDateLine(ReadOnlySpan<byte> line) =>
        TravelDocumentCheck.Fits(line[..6], line[6]) && TravelDocumentCheck.Fits(line.Slice(8, 6), line[14]);

    /// <summary>Part 4 section 4.2.2 and part 6: number, nationality, birth, sex, expiry; three check digits.</summary>
    private static bool IsDataLine(ReadOnlySpan<byte> line) => TravelDocumentCheck.Fits(line[..9], line[9])
        && TravelDocumentCheck.Fits(line.Slice(13, 6), line[19]) && TravelDocumentCheck.Fits(line.Slice(21, 6), line[27]);

    private static bool IsName(ReadOnlySpan<byte> line)
    {
        int separator = line.IndexOf("<<"u8);
        return line[^1] == (byte)'<' && !line.ContainsAnyInRange((byte)'0', (byte)'9')
            && line[(separator + 2)..].ContainsAnyInRange((byte)'A', (byte)'Z');
    }
}
