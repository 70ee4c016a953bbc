using RedactingGateway.Core.Detection.Words;

namespace RedactingGateway.Core.Detection.Identity;

/// <summary>
/// Finds vehicle identification numbers (ISO 3779: 17 characters without I, O and Q, the last four digits) and, behind a name for them,
/// German number plates (annex 1 of the FZV). A number from North America (ISO 3780 regions 1 to 5) must have its check digit in the ninth
/// place (49 CFR 565.15); others have none, and count where the maker's code is known (<c>Data/vehicles.tsv</c>) or a name stands before.
/// </summary>
internal static class VehicleDetector
{
    private const int VinLength = 17;

    /// <summary>Letters of a plate: up to three for the district, up to two behind it; then up to four digits and E or H (FZV § 9).</summary>
    private const int MaxDistrict = 3;
    private const int MaxSeries = 2;
    private const int MaxNumber = 4;

    private static readonly MakerCodes Makers = MakerCodes.Shipped;

    /// <summary>Adds the number that ends with the run of digits, if it is one by itself.</summary>
    public static void ExamineEnd(ReadOnlySpan<byte> text, int runStart, int end, ref HitBuffer hits)
    {
        int start = end - VinLength;
        if (start < hits.EndOf(DetectorKind.Vehicle) || start > runStart || !TokenBoundary.CanEnd(text, end) || !TokenBoundary.CanStart(text, start))
        {
            return;
        }

        hits.Spend(VinLength);
        ReadOnlySpan<byte> vin = text[start..end];
        if (HasVinShape(vin) && !vin.ContainsAnyInRange((byte)'a', (byte)'z') && (vin[0] is >= (byte)'1' and <= (byte)'5' ? HasCheckDigit(vin) : Makers.Contains(vin)))
        {
            hits.TryAdd(start, end, DetectorKind.Vehicle);
        }
    }

    /// <summary>Adds the vehicle identification number behind a name for one.</summary>
    public static void ExamineVin(ReadOnlySpan<byte> text, ContextGap gap, ref HitBuffer hits)
    {
        int start = gap.ValueStart;
        if (start < hits.EndOf(DetectorKind.Vehicle) || text.Length - start < VinLength || !TokenBoundary.CanEnd(text, start + VinLength))
        {
            return;
        }

        hits.Spend(VinLength);
        if (HasVinShape(text.Slice(start, VinLength)))
        {
            hits.TryAdd(start, start + VinLength, DetectorKind.Vehicle);
        }
    }

    /// <summary>Adds the plate behind a name for one: <c>B-AB 1234</c>, <c>B AB 1234E</c>, <c>M:XY1</c>.</summary>
    public static void ExaminePlate(ReadOnlySpan<byte> text, ContextGap gap, ref HitBuffer hits)
    {
        int start = gap.ValueStart;
        if (start < hits.EndOf(DetectorKind.Vehicle))
        {
            return;
        }

        int index = ReadLetters(text, start, MaxDistrict, out int district);
        int afterDistrict = index;
        index += Separator(text, index);
        index = ReadLetters(text, index, MaxSeries, out int series);
        // "BAB1234": the letters run together, and any split of up to five is one.
        bool isRunTogether = series == 0 && district >= 2 && index == afterDistrict;
        index += Separator(text, index);
        int number = index;
        while (index < text.Length && index - number < MaxNumber && TokenBoundary.IsDigit(text[index]))
        {
            index++;
        }

        hits.Spend(index - start);
        bool isPlate = (gap.Kind != GapKind.Words || gap.HasConnector || text[start] is not (>= (byte)'a' and <= (byte)'z')) && district > 0 && (series > 0 || isRunTogether) && index > number && text[number] != (byte)'0';
        if (isPlate && index < text.Length && (text[index] | 0x20) is 'e' or 'h')
        {
            index++;
        }

        if (isPlate && TokenBoundary.CanEnd(text, index))
        {
            hits.TryAdd(start, index, DetectorKind.Vehicle);
        }
    }

    private static int ReadLetters(ReadOnlySpan<byte> text, int index, int max, out int count)
    {
        for (count = 0; count < max && index < text.Length; count++)
        {
            bool isUmlaut = text[index] == 0xC3 && index + 1 < text.Length && text[index + 1] is 0x84 or 0x96 or 0x9C or 0xA4 or 0xB6 or 0xBC;
            if (!isUmlaut && !TokenBoundary.IsLetter(text[index]))
            {
                break;
            }

            index += isUmlaut ? 2 : 1;
        }

        return index;
    }

    private static int Separator(ReadOnlySpan<byte> text, int index) =>
        index < text.Length && text[index] is (byte)':' or (byte)'*' or (byte)'_' ? 1 : TokenBoundary.SeparatorLength(text, index);

    private static bool HasVinShape(ReadOnlySpan<byte> vin)
    {
        int letters = 0;
        foreach (byte character in vin)
        {
            if (VinValue(character) < 0)
            {
                return false;
            }

            letters += TokenBoundary.IsLetter(character) ? 1 : 0;
        }

        return letters > 0 && !vin[^4..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    /// <summary>49 CFR 565.15 (c): letters by table III, weights by table IV, modulo 11, X for ten.</summary>
    private static bool HasCheckDigit(ReadOnlySpan<byte> vin)
    {
        ReadOnlySpan<byte> weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
        int sum = 0;
        for (int i = 0; i < VinLength; i++)
        {
            sum += VinValue(vin[i]) * weights[i];
        }

        int check = sum % 11;
        return vin[8] == (check == 10 ? (byte)'X' : (byte)('0' + check));
    }

    /// <summary>Table III: A to H are 1 to 8, J to R 1 to 9 without O and Q, S to Z 2 to 9; -1 for what no number holds.</summary>
    private static int VinValue(byte character)
    {
        if (TokenBoundary.IsDigit(character))
        {
            return character - '0';
        }

        int letter = (character | 0x20) - 'a';
        ReadOnlySpan<sbyte> values = [1, 2, 3, 4, 5, 6, 7, 8, -1, 1, 2, 3, 4, 5, -1, 7, -1, 9, 2, 3, 4, 5, 6, 7, 8, 9];
        return (uint)letter < (uint)values.Length ? values[letter] : -1;
    }
}
