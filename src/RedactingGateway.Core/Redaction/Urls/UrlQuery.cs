using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction.Urls;

/// <summary>Writes the query of an address: parameters that may leave, in their order, as their original bytes.</summary>
internal static class UrlQuery
{
    /// <summary>Writes the query.</summary>
    /// <param name="query">Empty, or with its question mark.</param>
    /// <param name="rules">What stays.</param>
    /// <param name="context">The request's content net and destination.</param>
    /// <param name="output">Takes the query.</param>
    /// <param name="depth">Addresses around this one.</param>
    public static void Write(ReadOnlySpan<byte> query, UrlRules rules, TreatmentContext context, PooledBuffer output, int depth)
    {
        if (query.Length <= 1)
        {
            // A lone question mark says nothing; scrubbing takes it along.
            output.Write(rules.Scrubs ? default : query);
            return;
        }

        var separator = (byte)'?';
        foreach (var range in query[1..].Split((byte)'&'))
        {
            var parameter = query[1..][range];
            if (!MayStay(parameter, rules, context))
            {
                continue;
            }

            var mark = output.Length;
            output.WriteByte(separator);
            if (TryWrite(parameter, rules, context, output, depth))
            {
                separator = (byte)'&';
            }
            else
            {
                output.Truncate(mark);
            }
        }
    }

    /// <summary>Whether <paramref name="text"/> has a parameter, in whichever way it is written, with a click id of another vendor.</summary>
    public static bool HoldsForeignClickId(ReadOnlySpan<byte> text, ClickIdSet foreign, TreatmentContext context)
    {
        // A raw ; or ? or / is where other decoders see another parameter begin.
        foreach (var range in text.SplitAny("&;?#/"u8))
        {
            var part = text[range];
            var equals = part.IndexOf((byte)'=');
            if (equals > 0 && foreign.Contains(Bare(PercentCoding.Decode(part[..equals], plusIsSpace: true, context.Scratch))))
            {
                return true;
            }
        }

        return false;
    }

    // Encoded once more than it should be, it is one to whoever decodes it once more.
    private static bool HidesForeignClickId(ReadOnlySpan<byte> value, ClickIdSet foreign, TreatmentContext context)
    {
        for (var level = 0; level < NestedUrl.MaxDepth && value.Contains((byte)'%'); level++)
        {
            value = context.DecodePercent(value);
            if (HoldsForeignClickId(value, foreign, context))
            {
                return true;
            }
        }

        return false;
    }

    // "fbclid[]", " fbclid", "+fbclid" are that name to one server or another.
    private static ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> name)
    {
        var bracket = name.IndexOf((byte)'[');
        return (bracket < 0 ? name : name[..bracket]).Trim(" +"u8);
    }

    private static bool MayStay(ReadOnlySpan<byte> parameter, UrlRules rules, TreatmentContext context)
    {
        if (rules.Scrubs)
        {
            var equals = parameter.IndexOf((byte)'=');
            var name = PercentCoding.Decode(equals < 0 ? parameter : parameter[..equals], plusIsSpace: true, context.Scratch);
            if (name.IsEmpty || !rules.Names(name) || parameter.IndexOfAny(";?"u8) >= 0)
            {
                return false;
            }
        }

        return !HoldsForeignClickId(parameter, context.Net.Destination.ForeignClickIds, context) && !HoldsForbidden(parameter, context);
    }

    // An address with an unencoded plus sign (clevertap: ?email=a+b@…) must be seen both ways.
    private static bool HoldsForbidden(ReadOnlySpan<byte> parameter, TreatmentContext context) =>
        context.Net.HoldsForbidden(parameter)
        || (parameter.Contains((byte)'+') && context.Net.HoldsForbidden(PercentCoding.Decode(parameter, plusIsSpace: true, context.Scratch)));

    private static bool TryWrite(ReadOnlySpan<byte> parameter, UrlRules rules, TreatmentContext context, PooledBuffer output, int depth)
    {
        var value = parameter[(parameter.IndexOf((byte)'=') + 1)..];
        output.Write(parameter[..^value.Length]);
        switch (NestedUrl.Scrub(value, rules, context, output, depth))
        {
            // An address inside was scrubbed for itself.
            case TreatmentOutcome.Unchanged when HidesForeignClickId(value, context.Net.Destination.ForeignClickIds, context):
                return false;
            case TreatmentOutcome.Unchanged:
                output.Write(value);
                return true;
            case TreatmentOutcome.Changed:
                return true;
            default:
                return false;
        }
    }
}
