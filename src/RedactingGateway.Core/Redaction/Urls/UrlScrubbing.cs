using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction.Urls;

/// <summary>Takes a web address apart and leaves out what may not leave.</summary>
/// <remarks>
/// User info always goes: it is a credential. A path segment that holds a find becomes <c>:email</c>, a parameter that
/// holds one goes, and so do click ids of other vendors. Kept parts are copied as their original bytes, so an address
/// without finds stays what it was.
/// </remarks>
internal static class UrlScrubbing
{
    /// <summary>Scrubs <paramref name="url"/>.</summary>
    /// <param name="url">A <see cref="WebAddress"/>.</param>
    /// <param name="rules">What stays.</param>
    /// <param name="context">The request's content net and destination.</param>
    /// <param name="output">Takes the scrubbed address.</param>
    /// <param name="depth">Addresses around this one.</param>
    public static TreatmentOutcome Scrub(ReadOnlySpan<byte> url, UrlRules rules, TreatmentContext context, PooledBuffer output, int depth = 0)
    {
        var start = output.Length;
        ulong hidden = 0;
        if (!WebAddress.TryParse(url, out var address) || (rules.Scrubs && !UrlPath.TryMatch(address.Path, rules, context.Scratch, out hidden)))
        {
            return TreatmentOutcome.WrongShape;
        }

        if (context.Net.HoldsForbidden(address.Host))
        {
            return TreatmentOutcome.Detected;
        }

        output.Write(address.Scheme);
        output.Write(address.Host);
        UrlPath.Write(address.Path, rules, hidden, context, output);

        // "/;a=b/c" without its parameters would name a host.
        if (address.Scheme.IsEmpty && output.Written[start..].StartsWith("//"u8))
        {
            output.Truncate(start);
            return TreatmentOutcome.WrongShape;
        }

        UrlQuery.Write(address.Query, rules, context, output, depth);
        if (!rules.Scrubs && MayStay(address.Fragment, context))
        {
            output.Write(address.Fragment);
        }

        if (!output.Written[start..].SequenceEqual(url))
        {
            return TreatmentOutcome.Changed;
        }

        output.Truncate(start);
        return TreatmentOutcome.Unchanged;
    }

    private static bool MayStay(ReadOnlySpan<byte> fragment, TreatmentContext context) =>
        !fragment.IsEmpty && !UrlQuery.HoldsForeignClickId(fragment, context.Net.Destination.ForeignClickIds, context)
        && !context.Net.HoldsForbidden(fragment);
}
