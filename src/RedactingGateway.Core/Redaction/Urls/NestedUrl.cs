using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction.Urls;

/// <summary>Scrubs an address that is the value of another one's parameter: <c>?url=https%3A%2F%2F…</c>.</summary>
/// <remarks>
/// One in which nothing changes keeps its bytes. One that changes is encoded again as it came: what stood there unencoded
/// still does, and the escapes have the case of the first one.
/// </remarks>
internal static class NestedUrl
{
    /// <summary>Addresses inside each other that are looked through; deeper ones go with their parameter.</summary>
    public const int MaxDepth = 4;

    /// <summary>Scrubs a value; one that is no address stays, and one that hides an address where it cannot be scrubbed goes.</summary>
    public static TreatmentOutcome Scrub(ReadOnlySpan<byte> raw, UrlRules rules, TreatmentContext context, PooledBuffer output, int depth)
    {
        if (raw.IndexOfAny("/%?"u8) < 0)
        {
            return TreatmentOutcome.Unchanged;
        }

        if (depth >= MaxDepth)
        {
            return TreatmentOutcome.WrongShape;
        }

        var buffers = context.Urls(depth);
        buffers.Scrubbed.Clear();
        var decoded = PercentCoding.Decode(raw, plusIsSpace: false, buffers.Decoded);
        var outcome = ScrubDecoded(decoded, decoded.Length != raw.Length, rules, context, buffers.Scrubbed, depth);
        if (outcome == TreatmentOutcome.Changed)
        {
            Encode(buffers.Scrubbed.Written, raw, output);
        }

        return outcome;
    }

    private static TreatmentOutcome ScrubDecoded(
        ReadOnlySpan<byte> decoded, bool wasEncoded, UrlRules rules, TreatmentContext context, PooledBuffer output, int depth)
    {
        if (WebAddress.IsMeantToBe(decoded))
        {
            var outcome = UrlScrubbing.Scrub(decoded, rules, context, output, depth + 1);
            return outcome == TreatmentOutcome.WrongShape && !rules.Scrubs ? TreatmentOutcome.Unchanged : outcome;
        }

        if (wasEncoded && decoded.Contains((byte)'%'))
        {
            return Scrub(decoded, rules, context, output, depth + 1);
        }

        return rules.Scrubs && (HidesAddress(decoded) || HidesParameter(decoded)) ? TreatmentOutcome.WrongShape : TreatmentOutcome.Unchanged;
    }

    // utm_source=x%26name%3DAnna: to whoever decodes it once more, a parameter that nobody named.
    private static bool HidesParameter(ReadOnlySpan<byte> text)
    {
        var separator = text.IndexOfAny("&#;"u8);
        return separator >= 0 && text[separator..].Contains((byte)'=');
    }

    // "See https://…", "shop.example/x?name=Anna": nobody named what is in there.
    private static bool HidesAddress(ReadOnlySpan<byte> text)
    {
        var question = text.IndexOf((byte)'?');
        return text.IndexOf("://"u8) >= 0 || (question >= 0 && text[question..].Contains((byte)'='));
    }

    private static void Encode(ReadOnlySpan<byte> text, ReadOnlySpan<byte> asIn, PooledBuffer output)
    {
        Span<bool> raw = stackalloc bool[256];
        raw.Clear();
        var isLower = false;
        for (var i = asIn.Length - 1; i >= 0; i--)
        {
            raw[asIn[i]] = true;
            if (asIn[i] == (byte)'%' && asIn.Length - i > 2 && asIn.Slice(i + 1, 2).ContainsAnyInRange((byte)'A', (byte)'f'))
            {
                isLower = asIn.Slice(i + 1, 2).ContainsAnyInRange((byte)'a', (byte)'f');
            }
        }

        raw[(byte)'%'] = false;
        var digits = isLower ? "0123456789abcdef"u8 : "0123456789ABCDEF"u8;
        foreach (var b in text)
        {
            if (raw[b] || char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~')
            {
                output.WriteByte(b);
            }
            else
            {
                output.Write([(byte)'%', digits[b >> 4], digits[b & 15]]);
            }
        }
    }
}
