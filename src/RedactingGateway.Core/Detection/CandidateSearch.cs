using RedactingGateway.Core.Detection.Identity;
using RedactingGateway.Core.Detection.Personal;
using RedactingGateway.Core.Detection.Phones;
using RedactingGateway.Core.Detection.Secrets;
using RedactingGateway.Core.Detection.Words;

namespace RedactingGateway.Core.Detection;

/// <summary>Leads each detector to the places in a text where its values can be: at signs, runs of digits, colons, fillers, words.</summary>
internal static class CandidateSearch
{
    /// <summary>What a word costs beside what it leads to.</summary>
    private const int StepsPerWord = 16;

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
        DigitRunScanner scanner = new(text);
        while (!hits.IsStopped && scanner.TryNext(out int start, out int end))
        {
            NumberReadings readings = NumberGate.Of(text, start, end);
            if (readings != NumberReadings.None)
            {
                ExamineNumber(text, start, end, readings, ref hits);
            }
        }
    }

    /// <summary>Accounts and cards come first: groups within them are no telephone numbers.</summary>
    private static void ExamineNumber(ReadOnlySpan<byte> text, int start, int end, NumberReadings readings, ref HitBuffer hits)
    {
        if (Has(readings, NumberReadings.Iban))
        {
            IbanDetector.Examine(text, start, ref hits);
        }

        if (Has(readings, NumberReadings.CardRun | NumberReadings.CardGroups | NumberReadings.Escape))
        {
            ExamineCard(text, start, end, ref hits);
        }

        if (Has(readings, NumberReadings.IPv4 | NumberReadings.Escape))
        {
            IPv4Detector.Examine(text, start, end, ref hits);
        }

        if (Has(readings, NumberReadings.PhoneMarked | NumberReadings.PhoneRun | NumberReadings.PhoneGroups))
        {
            PhoneDetector.Examine(text, start, end, ref hits);
        }

        if (Has(readings, NumberReadings.TaxRun | NumberReadings.PensionRun | NumberReadings.OfficialGroups))
        {
            TaxIdDetector.Examine(text, start, end, ref hits);
            SocialSecurityDetector.Examine(text, start, end, ref hits);
        }

        if (Has(readings, NumberReadings.Postcode))
        {
            StreetAddressDetector.Examine(text, start, end, ref hits);
        }

        if (Has(readings, NumberReadings.VehicleEnd))
        {
            VehicleDetector.ExamineEnd(text, start, end, ref hits);
        }
    }

    private static bool Has(NumberReadings readings, NumberReadings any) => (readings & any) != NumberReadings.None;

    private static void ExamineCard(ReadOnlySpan<byte> text, int start, int end, ref HitBuffer hits)
    {
        if (end - start >= PaymentCardDetector.GroupDigits)
        {
            PaymentCardDetector.Examine(text, start, end, ref hits);
        }
        else if (TokenBoundary.MayJoinTwoDigits(text, end))
        {
            PaymentCardDetector.ExamineShortGroup(text, start, end, ref hits);
        }
    }

    private static void FindByWords(ReadOnlySpan<byte> text, ref HitBuffer hits)
    {
        WordTable words = WordTable.Shipped;
        WordScanner scanner = new(text, words);
        while (!hits.IsStopped && scanner.TryNext(out int start, out WordEntry word))
        {
            int end = start + word.Bytes.Length;
            hits.Spend(StepsPerWord);
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
