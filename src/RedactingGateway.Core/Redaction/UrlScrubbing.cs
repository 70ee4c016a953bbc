using System.Buffers;
using System.Collections.Immutable;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>Takes a web address apart and leaves out what may not leave (WHATWG URL § 4, as far as trackers see it).</summary>
/// <remarks>
/// User info always goes: it is a credential. A path segment that holds a find becomes <c>:email</c>, a parameter that
/// holds one goes. Kept parts are copied as their original bytes, so an address without finds stays what it was.
/// </remarks>
internal static class UrlScrubbing
{
    private const int MaxPortDigits = 5;

    private static readonly SearchValues<byte> HostCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_"u8);

    private static readonly SearchValues<byte> LiteralCharacters = SearchValues.Create("0123456789ABCDEFabcdef:."u8);

    /// <summary>Scrubs <paramref name="url"/>.</summary>
    /// <param name="url">Absolute http(s) address, or one that is relative to the site (<c>/path</c>, <c>?query</c>, <c>//host</c>).</param>
    /// <param name="keepParameters">Parameters that stay and the fragment that goes; null: only finds go.</param>
    /// <param name="context">The request's content net.</param>
    /// <param name="output">Takes the scrubbed address.</param>
    public static TreatmentOutcome Scrub(
        ReadOnlySpan<byte> url, ImmutableArray<NamePattern>? keepParameters, TreatmentContext context, PooledBuffer output)
    {
        var start = output.Length;
        if (!TrySplitOrigin(url, out var scheme, out var authority, out var rest))
        {
            return TreatmentOutcome.WrongShape;
        }

        var host = authority[(authority.LastIndexOf((byte)'@') + 1)..];
        if (context.Net.HoldsForbidden(host))
        {
            return TreatmentOutcome.Detected;
        }

        output.Write(url[..scheme]);
        output.Write(host);

        var fragment = Split(ref rest, (byte)'#');
        var query = Split(ref rest, (byte)'?');
        WritePath(rest, cutsParameters: keepParameters is not null, context.Net, output);
        WriteQuery(query, keepParameters, context, output);
        if (keepParameters is null && !context.Net.HoldsForbidden(fragment))
        {
            output.Write(fragment);
        }

        if (!output.Written[start..].SequenceEqual(url))
        {
            return TreatmentOutcome.Changed;
        }

        output.Truncate(start);
        return TreatmentOutcome.Unchanged;
    }

    // The backslash is a slash to browsers, white space and control characters vanish: both make parsers disagree.
    private static bool TrySplitOrigin(ReadOnlySpan<byte> url, out int scheme, out ReadOnlySpan<byte> authority, out ReadOnlySpan<byte> rest)
    {
        scheme = 0;
        authority = default;
        rest = url;
        if (url.IndexOfAnyInRange((byte)0, (byte)' ') >= 0 || url.Contains((byte)'\\'))
        {
            return false;
        }

        if (url.StartsWith("//"u8))
        {
            scheme = 2;
        }
        else if (StartsWithIgnoreCase(url, "https://"u8))
        {
            scheme = "https://"u8.Length;
        }
        else if (StartsWithIgnoreCase(url, "http://"u8))
        {
            scheme = "http://"u8.Length;
        }
        else
        {
            return url[0] is (byte)'/' or (byte)'?';
        }

        rest = url[scheme..];
        var end = rest.IndexOfAny("/?#"u8);
        authority = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[end..];
        var host = authority[(authority.LastIndexOf((byte)'@') + 1)..];
        return IsHost(host);
    }

    // A name in ASCII, as browsers write every host, or an IP literal; a port of at most five digits (WHATWG URL § 3.5).
    private static bool IsHost(ReadOnlySpan<byte> host)
    {
        var colon = host.LastIndexOf((byte)':');
        if (colon > host.LastIndexOf((byte)']'))
        {
            var port = host[(colon + 1)..];
            if (port.Length is 0 or > MaxPortDigits || port.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
            {
                return false;
            }

            host = host[..colon];
        }

        return host is [(byte)'[', .. var literal, (byte)']']
            ? !literal.IsEmpty && literal.IndexOfAnyExcept(LiteralCharacters) < 0
            : !host.IsEmpty && host.IndexOfAnyExcept(HostCharacters) < 0;
    }

    private static void WritePath(ReadOnlySpan<byte> path, bool cutsParameters, ContentNetPass net, PooledBuffer output)
    {
        while (!path.IsEmpty)
        {
            var next = path[1..].IndexOf((byte)'/') + 1;
            var whole = next == 0 ? path : path[..next];
            var segment = whole;
            var lead = segment[0] == (byte)'/' ? 1 : 0;
            output.Write(segment[..lead]);

            // Parameters of a segment (RFC 3986 § 3.3), such as ;jsessionid=…, are parameters: nobody named them.
            var semicolon = segment.IndexOf((byte)';');
            if (cutsParameters && semicolon >= 0)
            {
                segment = segment[..semicolon];
            }

            if (net.HoldsForbidden(segment[lead..], out var kind))
            {
                output.Write(DetectorNames.PathSegment(kind));
            }
            else
            {
                output.Write(segment[lead..]);
            }

            path = path[whole.Length..];
        }
    }

    private static void WriteQuery(
        ReadOnlySpan<byte> query, ImmutableArray<NamePattern>? keepParameters, TreatmentContext context, PooledBuffer output)
    {
        if (query.Length <= 1)
        {
            // A lone question mark says nothing; scrubbing takes it along.
            output.Write(keepParameters is null ? query : default);
            return;
        }

        var separator = (byte)'?';
        foreach (var range in query[1..].Split((byte)'&'))
        {
            var parameter = query[1..][range];
            var equals = parameter.IndexOf((byte)'=');
            var name = PercentCoding.Decode(equals < 0 ? parameter : parameter[..equals], plusIsSpace: true, context.Scratch);

            // A raw ';' or '?' in a named parameter is where other decoders see another parameter begin.
            if ((keepParameters is { } named && (!IsNamed(name, named) || parameter.IndexOfAny(";?"u8) >= 0)) || HoldsForbidden(parameter, context))
            {
                continue;
            }

            output.WriteByte(separator);
            output.Write(parameter);
            separator = (byte)'&';
        }
    }

    // An address with an unencoded plus sign (clevertap: ?email=a+b@…) must be seen both ways.
    private static bool HoldsForbidden(ReadOnlySpan<byte> parameter, TreatmentContext context) =>
        context.Net.HoldsForbidden(parameter)
        || (parameter.Contains((byte)'+') && context.Net.HoldsForbidden(PercentCoding.Decode(parameter, plusIsSpace: true, context.Scratch)));

    private static bool IsNamed(ReadOnlySpan<byte> name, ImmutableArray<NamePattern> patterns)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Matches(name))
            {
                return true;
            }
        }

        return false;
    }

    // Cuts 'rest' at the first 'mark' and returns the mark with what stands behind it.
    private static ReadOnlySpan<byte> Split(ref ReadOnlySpan<byte> rest, byte mark)
    {
        var at = rest.IndexOf(mark);
        if (at < 0)
        {
            return default;
        }

        var tail = rest[at..];
        rest = rest[..at];
        return tail;
    }

    private static bool StartsWithIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) =>
        text.Length >= lower.Length && System.Text.Ascii.EqualsIgnoreCase(text[..lower.Length], lower);
}
