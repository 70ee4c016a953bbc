namespace RedactingGateway.Core.Detection;

/// <summary>
/// The content net (design rule 8): value detectors over free text and URLs that a policy lets pass.
/// Works on decoded UTF-8 bytes, allocates nothing, and takes time linear in the length of the text whatever the text is:
/// every detector looks at a bounded window around each byte that can be part of a value.
/// </summary>
internal static class ContentNet
{
    /// <summary>Most hits that one call reports, 64: a field with more is dropped as a whole long before (design: 16).</summary>
    public const int MaxHits = 64;

    /// <summary>Passes over the text, each with hits of its own: e-mail, card, IBAN, IPv4, IPv6.</summary>
    private const int Passes = 5;

    /// <summary>
    /// Finds all values that the detectors know. The hits are sorted by start and do not overlap. Where candidates overlap, the longest
    /// names the bytes, of equally long ones the strictest kind; what a shorter one covers beyond the longer stays a hit of its own,
    /// so that every byte that any detector found lies in a hit.
    /// </summary>
    /// <param name="text">Decoded UTF-8; invalid bytes are treated as letters that no detector knows.</param>
    /// <param name="hits">Receives the hits; the limit is its length, at most <see cref="MaxHits"/>.</param>
    /// <returns>
    /// The number of hits, or -1 when there are more than fit, of all detectors together or of one alone: then the text as a whole must be
    /// treated as found.
    /// </returns>
    public static int Find(ReadOnlySpan<byte> text, Span<DetectorHit> hits)
    {
        bool hasAtSign = EmailDetector.MayOccurIn(text);
        // Cards, IBANs and IPv4 addresses need a digit by their nature, IPv6 addresses by our rule; no digit, nothing to search.
        bool hasDigit = text.ContainsAnyInRange((byte)'0', (byte)'9');
        if (!hasAtSign && !hasDigit)
        {
            return 0;
        }

        int limit = Math.Min(hits.Length, MaxHits);
        Span<DetectorHit> candidates = stackalloc DetectorHit[Passes * limit];
        int count = 0;
        bool complete = true;
        if (hasAtSign)
        {
            HitBuffer found = new(candidates.Slice(count, limit));
            EmailDetector.Find(text, ref found);
            count += found.Count;
            complete = !found.Overflowed;
        }

        if (hasDigit && complete)
        {
            complete = FindNumbers(text, candidates, limit, ref count);
        }

        return complete ? HitOverlaps.Resolve(candidates[..count], hits[..limit]) : -1;
    }

    /// <summary>One search for runs of digits serves the three detectors of numbers; colons lead to IPv6 addresses.</summary>
    private static bool FindNumbers(ReadOnlySpan<byte> text, Span<DetectorHit> candidates, int limit, ref int count)
    {
        HitBuffer cards = new(candidates.Slice(count, limit));
        HitBuffer ibans = new(candidates.Slice(count + limit, limit));
        HitBuffer ipv4 = new(candidates.Slice(count + (2 * limit), limit));
        HitBuffer ipv6 = new(candidates.Slice(count + (3 * limit), limit));
        int position = 0;
        while (TokenBoundary.TryFindDigits(text, position, out int start, out position))
        {
            PaymentCardDetector.Examine(text, start, position, ref cards);
            IbanDetector.Examine(text, start, ref ibans);
            IPv4Detector.Examine(text, start, position, ref ipv4);
            if (cards.Overflowed || ibans.Overflowed || ipv4.Overflowed)
            {
                return false;
            }
        }

        IPv6Detector.Find(text, ref ipv6);
        count += cards.Count;
        count += ibans.CopyTo(candidates[count..]);
        count += ipv4.CopyTo(candidates[count..]);
        count += ipv6.CopyTo(candidates[count..]);
        return !ipv6.Overflowed;
    }
}
