using RedactingGateway.Core.Detection.Words;

namespace RedactingGateway.Core.Detection.Personal;

/// <summary>
/// Finds members of small enumerations about a person: marital status, gender, religion, sexual orientation, behind a name for it
/// (<c>familienstand=ledig</c>, "Religion: katholisch"). The words are those of civil registers and forms in eight languages
/// (<c>Data/words.tsv</c>). Marital status also in a sentence about a person ("ich bin geschieden", "married to").
/// </summary>
/// <remarks>Behind <c>familienstand=</c> and its like any word counts: nothing else is ever assigned to that name.</remarks>
internal static class EnumerationDetector
{
    /// <summary>Bytes before a status in which a person must be named, and words between.</summary>
    private const int MaxDistance = 32;
    private const int MaxWordsBetween = 2;

    /// <summary>Longest unknown value behind a name of marital status.</summary>
    private const int MaxUnknownBytes = 32;

    /// <summary>A name this long says what it is also without a sign behind it: "Religionszugehörigkeit katholisch".</summary>
    private const int MinPlainKeyBytes = 12;

    private static readonly Enumeration[] Enumerations =
    [
        new(WordRoles.MaritalKey, WordRoles.MaritalValue, DetectorKind.MaritalStatus),
        new(WordRoles.GenderKey, WordRoles.GenderValue, DetectorKind.Gender),
        new(WordRoles.ReligionKey, WordRoles.ReligionValue, DetectorKind.Religion),
        new(WordRoles.OrientationKey, WordRoles.OrientationValue, DetectorKind.SexualOrientation),
    ];

    /// <summary>Adds the value behind a name for one.</summary>
    public static void ExamineKey(ReadOnlySpan<byte> text, WordEntry key, ContextGap gap, WordTable words, ref HitBuffer hits)
    {
        foreach (Enumeration enumeration in Enumerations)
        {
            if (!key.Is(enumeration.Key) || gap.ValueStart < hits.EndOf(enumeration.Kind))
            {
                continue;
            }

            bool isMarital = enumeration.Kind == DetectorKind.MaritalStatus;
            hits.Spend(MaxUnknownBytes);
            if (words.Match(text, gap.ValueStart, enumeration.Value) is { } value)
            {
                // "gender female" may be anything; "Familienstand ledig" is what it says.
                if (isMarital || gap.Kind != GapKind.Words || gap.HasConnector || key.Bytes.Length >= MinPlainKeyBytes)
                {
                    hits.TryAdd(gap.ValueStart, gap.ValueStart + value.Bytes.Length, enumeration.Kind);
                }
            }
            else if (isMarital && gap.Kind == GapKind.Assignment)
            {
                AddUnknown(text, gap.ValueStart, words, ref hits);
            }
        }
    }

    /// <summary>Adds the marital status at the offset when the sentence says it of a person.</summary>
    public static void ExamineStatus(ReadOnlySpan<byte> text, int start, int end, WordTable words, ref HitBuffer hits)
    {
        if (start >= hits.EndOf(DetectorKind.MaritalStatus) && (FollowsPerson(text, start, words, ref hits) || PrecedesPerson(text, end, words)))
        {
            hits.TryAdd(start, end, DetectorKind.MaritalStatus);
        }
    }

    private static void AddUnknown(ReadOnlySpan<byte> text, int start, WordTable words, ref HitBuffer hits)
    {
        int end = ValueText.End(text, start, MaxUnknownBytes, quote: 0);
        if (end > start && TokenBoundary.IsAlphanumeric(text[start]) && words.Match(text, start, WordRoles.NoValue) is null)
        {
            hits.TryAdd(start, end, DetectorKind.MaritalStatus);
        }
    }

    private static bool PrecedesPerson(ReadOnlySpan<byte> text, int end, WordTable words)
    {
        int separator = TokenBoundary.SeparatorLength(text, end);
        return separator > 0 && words.Match(text, end + separator, WordRoles.PersonAfter) is not null;
    }

    /// <summary>Goes back over up to two words, "ich bin seit kurzem ledig"; an article or a sign between means that it is said of a thing.</summary>
    private static bool FollowsPerson(ReadOnlySpan<byte> text, int start, WordTable words, ref HitBuffer hits)
    {
        int limit = Math.Max(0, start - MaxDistance);
        int index = start;
        int skipped = 0;
        while (index > limit && skipped <= MaxWordsBetween + 2)
        {
            byte before = text[index - 1];
            if (before is (byte)'.' or (byte)'!' or (byte)'?' or (byte)';' or (byte)':' or (byte)',' or (byte)'\n' or (byte)'|' or (byte)'/' or (byte)'=' or (byte)'"')
            {
                break;
            }

            index--;
            hits.Spend(1);
            bool isStart = !IsWordByte(text[index]) ? false : index == 0 || !IsWordByte(text[index - 1]);
            if (!isStart)
            {
                continue;
            }

            if (words.Match(text, index, WordRoles.PersonBefore) is { } person && index + person.Bytes.Length < start)
            {
                return true;
            }

            if (words.Match(text, index, WordRoles.Article) is not null)
            {
                return false;
            }

            skipped++;
        }

        return false;
    }

    private static bool IsWordByte(byte value) => TokenBoundary.IsAlphanumeric(value) || value >= 0x80 || value == (byte)'\'';

    /// <summary>Which words name and which are the values of one kind.</summary>
    private readonly record struct Enumeration(WordRoles Key, WordRoles Value, DetectorKind Kind);
}
