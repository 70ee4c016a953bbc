using RedactingGateway.Core.Detection.Words;

namespace RedactingGateway.Core.Detection.Personal;

/// <summary>
/// Finds dates of birth: a date (see <see cref="DateText"/>) behind a name for it (<c>Geburtsdatum:</c>, <c>dob=</c>), or in a sentence with a
/// word of birth before or behind it ("born in Leeds on 2 May 1980", "am 2.5.1980 geboren"). A date alone is no hit, nor is a year alone.
/// </summary>
internal static class BirthDateDetector
{
    /// <summary>Bytes between a word of birth and the date in a sentence: a place and a preposition.</summary>
    private const int MaxDistance = 40;

    /// <summary>Longest word of birth that is cut short with a dot: "geb."</summary>
    private const int MaxAbbreviation = 3;

    /// <summary>What reading a date costs: a number, or the look-up of a month.</summary>
    private const int StepsPerTry = 24;

    /// <summary>Adds the date behind a name for one.</summary>
    public static void ExamineKey(ReadOnlySpan<byte> text, ContextGap gap, WordTable words, ref HitBuffer hits)
    {
        if (gap.ValueStart >= hits.EndOf(DetectorKind.BirthDate) && ReadDate(text, gap.ValueStart, words, ref hits) is > 0 and int end)
        {
            hits.TryAdd(gap.ValueStart, end, DetectorKind.BirthDate);
        }
    }

    /// <summary>Adds the date that stands in one sentence with a word of birth.</summary>
    public static void ExamineVerb(ReadOnlySpan<byte> text, int start, int end, WordTable words, ref HitBuffer hits)
    {
        bool isAbbreviated = end - start <= MaxAbbreviation;
        if (!FindBehind(text, end, isAbbreviated, words, ref hits))
        {
            FindBefore(text, start, words, ref hits);
        }
    }

    private static bool FindBehind(ReadOnlySpan<byte> text, int start, bool isAbbreviated, WordTable words, ref HitBuffer hits)
    {
        int limit = Math.Min(text.Length, start + MaxDistance);
        hits.Spend(limit - start);
        if (!text[start..limit].ContainsAnyInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        bool atWordStart = true;
        for (int index = start; index < limit && !EndsSentence(text, index, isAbbreviated && index == start); index++)
        {
            bool isDigit = TokenBoundary.IsDigit(text[index]);
            if ((isDigit || (atWordStart && TokenBoundary.IsLetter(text[index]))) && index >= hits.EndOf(DetectorKind.BirthDate))
            {
                int end = ReadDate(text, index, words, ref hits);
                if (end > 0)
                {
                    return hits.TryAdd(index, end, DetectorKind.BirthDate);
                }

                if (isDigit)
                {
                    return false;
                }
            }

            atWordStart = !TokenBoundary.IsAlphanumeric(text[index]) && text[index] < 0x80;
        }

        return false;
    }

    private static void FindBefore(ReadOnlySpan<byte> text, int wordStart, WordTable words, ref HitBuffer hits)
    {
        int limit = Math.Max(hits.EndOf(DetectorKind.BirthDate), wordStart - MaxDistance);
        hits.Spend(Math.Max(0, wordStart - limit));
        if (limit >= wordStart || !text[limit..wordStart].ContainsAnyInRange((byte)'0', (byte)'9'))
        {
            return;
        }

        for (int index = limit; index < wordStart; index++)
        {
            bool isStart = index == 0 || !TokenBoundary.IsAlphanumeric(text[index - 1]);
            if (!isStart || !TokenBoundary.IsAlphanumeric(text[index]))
            {
                continue;
            }

            int end = ReadDate(text, index, words, ref hits);
            if (end > 0 && end <= wordStart && IsOneSentence(text[end..wordStart]))
            {
                hits.TryAdd(index, end, DetectorKind.BirthDate);
                return;
            }
        }
    }

    private static bool IsOneSentence(ReadOnlySpan<byte> between) => between.IndexOfAny("!?;\n"u8) < 0 && between.IndexOf(". "u8) < 0
        && !between.ContainsAnyInRange((byte)'0', (byte)'9');

    /// <summary>A dot ends a sentence, save the one of an abbreviation right behind the word: "geb. am".</summary>
    private static bool EndsSentence(ReadOnlySpan<byte> text, int index, bool isAbbreviation) => text[index] is (byte)'!' or (byte)'?' or (byte)';' or (byte)'\n'
        || (text[index] == (byte)'.' && !isAbbreviation && index + 1 < text.Length && text[index + 1] == (byte)' ');

    private static int ReadDate(ReadOnlySpan<byte> text, int start, WordTable words, ref HitBuffer hits)
    {
        int end = DateText.Read(text, start, words);
        hits.Spend(StepsPerTry);
        return end;
    }
}
