using RedactingGateway.Core.Detection.Identity;
using RedactingGateway.Core.Detection.Personal;
using RedactingGateway.Core.Detection.Phones;
using RedactingGateway.Core.Detection.Secrets;
using RedactingGateway.Core.Detection.Words;

namespace RedactingGateway.Core.Detection;

/// <summary>Leads each detector to the places in a text where its values can be: at signs, runs of digits, colons, fillers, words.</summary>
internal static class CandidateSearch
{
    /// <summary>Characters of a token by itself that may be a vehicle's number: 17.</summary>
    private const int MaxTokenLookBehind = 18;

    /// <summary>Adds what all detectors find; incomplete when <see cref="HitBuffer.IsStopped"/>.</summary>
    public static void Run(ReadOnlySpan<byte> text, ref HitBuffer hits)
    {
        if (EmailDetector.MayOccurIn(text))
        {
            EmailDetector.Find(text, ref hits);
        }

        // Numbers need a digit by their nature, IPv6 addresses and machine-readable zones by our rule.
        if (text.ContainsAnyInRange((byte)'0', (byte)'9'))
        {
            FindNumbers(text, ref hits);
            IPv6Detector.Find(text, ref hits);
        }

        MachineReadableZone.Find(text, ref hits);
        FindByWords(text, ref hits);
    }

    private static void FindNumbers(ReadOnlySpan<byte> text, ref HitBuffer hits)
    {
        int position = 0;
        int tokenEnd = 0;
        while (!hits.IsStopped && TokenBoundary.TryFindDigits(text, position, out int start, out position))
        {
            if (position - start >= 4)
            {
                PaymentCardDetector.Examine(text, start, position, ref hits);
                StreetAddressDetector.Examine(text, start, position, ref hits);
            }
            else
            {
                PaymentCardDetector.ExamineShortGroup(text, start, position, ref hits);
            }

            IbanDetector.Examine(text, start, ref hits);
            IPv4Detector.Examine(text, start, position, ref hits);
            PhoneDetector.Examine(text, start, position, ref hits);
            TaxIdDetector.Examine(text, start, position, ref hits);
            SocialSecurityDetector.Examine(text, start, position, ref hits);
            if (start >= tokenEnd)
            {
                tokenEnd = ExamineToken(text, start, position, ref hits);
            }
        }
    }

    /// <summary>Looks at the letters and digits around a run once; returns their end.</summary>
    private static int ExamineToken(ReadOnlySpan<byte> text, int start, int end, ref HitBuffer hits)
    {
        int first = start;
        int limit = Math.Max(0, start - MaxTokenLookBehind);
        while (first > limit && TokenBoundary.IsAlphanumeric(text[first - 1]))
        {
            first--;
        }

        while (end < text.Length && TokenBoundary.IsAlphanumeric(text[end]))
        {
            end++;
        }

        hits.Spend(end - first);
        if (end - first == 17 && end - start < 17 + 1)
        {
            VehicleDetector.ExamineToken(text, first, end, ref hits);
        }

        return end;
    }

    private static void FindByWords(ReadOnlySpan<byte> text, ref HitBuffer hits)
    {
        WordTable words = WordTable.Shipped;
        WordScanner scanner = new(text, words);
        while (!hits.IsStopped && scanner.TryNext(out int start, out WordEntry word))
        {
            int end = start + word.Bytes.Length;
            hits.Spend(word.Bytes.Length);
            if (word.Is(WordRoles.Jwt))
            {
                TokenDetector.ExamineJwt(text, start, ref hits);
            }
            else if (word.Is(WordRoles.VendorKey))
            {
                TokenDetector.ExamineVendorKey(text, start, word, ref hits);
            }
            else
            {
                ExamineSentence(text, start, end, word, words, ref hits);
                if (ContextGap.TryRead(text, end, words, out ContextGap gap))
                {
                    hits.Spend(gap.ValueStart - end);
                    ExamineValue(text, word, gap, words, ref hits);
                }
            }
        }
    }

    private static void ExamineSentence(ReadOnlySpan<byte> text, int start, int end, WordEntry word, WordTable words, ref HitBuffer hits)
    {
        if (word.Is(WordRoles.BirthVerb))
        {
            BirthDateDetector.ExamineVerb(text, start, end, words, ref hits);
        }

        if (word.Is(WordRoles.MaritalValue))
        {
            EnumerationDetector.ExamineStatus(text, start, end, words, ref hits);
        }
    }

    private static void ExamineValue(ReadOnlySpan<byte> text, WordEntry word, ContextGap gap, WordTable words, ref HitBuffer hits)
    {
        if (word.Is(WordRoles.Phone))
        {
            PhoneDetector.ExamineNamed(text, gap, ref hits);
        }

        if (word.Is(WordRoles.BirthKey))
        {
            BirthDateDetector.ExamineKey(text, gap, words, ref hits);
        }

        if (word.Is(WordRoles.PasswordKey))
        {
            PasswordDetector.Examine(text, gap, words, ref hits);
        }

        if (word.Is(WordRoles.TokenKey | WordRoles.WeakTokenKey | WordRoles.AuthScheme))
        {
            TokenDetector.ExamineValue(text, word, gap, ref hits);
        }

        if (word.Is(WordRoles.EmailHashKey))
        {
            EmailHashDetector.Examine(text, gap, ref hits);
        }

        if (word.Is(WordRoles.IdCardKey | WordRoles.PassportKey))
        {
            DocumentNumberDetector.Examine(text, gap, word.Is(WordRoles.PassportKey) ? DetectorKind.Passport : DetectorKind.IdCard, ref hits);
        }

        if (word.Is(WordRoles.VinKey))
        {
            VehicleDetector.ExamineVin(text, gap, ref hits);
        }

        if (word.Is(WordRoles.PlateKey))
        {
            VehicleDetector.ExaminePlate(text, gap, ref hits);
        }

        if (word.Is(WordRoles.MaritalKey | WordRoles.GenderKey | WordRoles.ReligionKey | WordRoles.OrientationKey))
        {
            EnumerationDetector.ExamineKey(text, word, gap, words, ref hits);
        }
    }
}
