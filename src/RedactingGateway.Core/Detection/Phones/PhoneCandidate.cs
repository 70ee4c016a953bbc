using System.Runtime.CompilerServices;

namespace RedactingGateway.Core.Detection.Phones;

/// <summary>Digits in groups as telephone numbers are written (ITU-T E.123, DIN 5008): <c>+49 (0) 171 123-456</c>, <c>030/1234567</c>.</summary>
internal ref struct PhoneCandidate
{
    /// <summary>Most digits of an international number (ITU-T E.164 section 6.2) and its prefix 00.</summary>
    public const int MaxDigits = 17;

    /// <summary>Most groups: two digits each.</summary>
    public const int MaxGroups = 9;

    /// <summary>Bytes between two groups: <c> (0) </c>, <c> - </c>, spaces beyond ASCII.</summary>
    private const int MaxSeparatorBytes = 5;

    private DigitBuffer _digits;
    private GroupBuffer _groups;

    /// <summary>Digits read.</summary>
    public int DigitCount { get; private set; }

    /// <summary>Groups read.</summary>
    public int GroupCount { get; private set; }

    /// <summary>True when the number begins with <c>+</c>.</summary>
    public bool HasPlus { get; private set; }

    /// <summary>Offset of the first byte.</summary>
    public int Start { get; private set; }

    /// <summary>Bytes looked at.</summary>
    public int Read { get; private set; }

    /// <summary>First byte of the separator behind the first group; 0 for none.</summary>
    public byte FirstSeparator { get; private set; }

    /// <summary>True when all separators begin with the same byte.</summary>
    public bool HasOneSeparator { get; private set; }

    /// <summary>The digit at an index, 0 to 9.</summary>
    public readonly int Digit(int index) => _digits[index];

    /// <summary>Digits up to the end of a group.</summary>
    public readonly int DigitsThrough(int group) => _groups[group] >> 24;

    /// <summary>Digits of one group.</summary>
    public readonly int GroupSize(int group) => group == 0 ? DigitsThrough(0) : DigitsThrough(group) - DigitsThrough(group - 1);

    /// <summary>Bytes from the start to the end of a group.</summary>
    public readonly int LengthThrough(int group) => _groups[group] & 0xFFFFFF;

    /// <summary>Reads what begins at the offset: a plus sign, an opening bracket or a digit; false when that is more than a number can be.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, int start, out PhoneCandidate candidate)
    {
        candidate = new PhoneCandidate { Start = start, HasOneSeparator = true };
        int index = start + PlusLength(text, start);
        candidate.HasPlus = index > start;
        index += index < text.Length && text[index] == (byte)'(' ? 1 : 0;
        bool fits = true;
        while (fits)
        {
            int groupStart = index;
            while (index < text.Length && TokenBoundary.IsDigit(text[index]) && (fits = candidate.DigitCount < MaxDigits))
            {
                candidate._digits[candidate.DigitCount++] = (byte)(text[index++] - '0');
            }

            fits &= index > groupStart && candidate.GroupCount < MaxGroups;
            if (!fits)
            {
                break;
            }

            candidate._groups[candidate.GroupCount++] = (candidate.DigitCount << 24) | (index - start);
            int separator = SeparatorLength(text, index, candidate.GroupCount == 1 || candidate.HasPlus);
            if (separator == 0)
            {
                break;
            }

            candidate.HasOneSeparator &= candidate.GroupCount == 1 || text[index] == candidate.FirstSeparator;
            candidate.FirstSeparator = candidate.GroupCount == 1 ? text[index] : candidate.FirstSeparator;
            index += separator;
        }

        candidate.Read = index - start;
        return candidate.GroupCount > 0 && (fits || candidate.GroupCount > 1);
    }

    /// <summary>Length in bytes of a plus sign, also percent-encoded; 0 for none.</summary>
    public static int PlusLength(ReadOnlySpan<byte> text, int index)
    {
        if (index >= text.Length)
        {
            return 0;
        }

        if (text[index] == (byte)'+')
        {
            return 1;
        }

        int escape = PercentEscape.Read(text, index, out byte value);
        return value == (byte)'+' ? escape : 0;
    }

    /// <summary>Length of what separates two groups: up to three signs, and the trunk zero in brackets, which is not dialled from abroad.</summary>
    private static int SeparatorLength(ReadOnlySpan<byte> text, int start, bool mayHaveTrunk)
    {
        int index = start;
        int limit = Math.Min(text.Length, start + MaxSeparatorBytes);
        while (index < limit && !TokenBoundary.IsDigit(text[index]))
        {
            if (mayHaveTrunk && text[index..].StartsWith("(0)"u8))
            {
                index += 3;
                continue;
            }

            int length = text[index] is (byte)'/' or (byte)'.' or (byte)'(' or (byte)')' ? 1
                : text[index] == (byte)'+' ? 0 : TokenBoundary.SeparatorLength(text, index);
            if (length == 0)
            {
                return 0;
            }

            index += length;
        }

        return index < text.Length && index > start && TokenBoundary.IsDigit(text[index]) ? index - start : 0;
    }

    [InlineArray(MaxDigits)]
    private struct DigitBuffer
    {
        private byte _first;
    }

    [InlineArray(MaxGroups)]
    private struct GroupBuffer
    {
        private int _first;
    }
}
