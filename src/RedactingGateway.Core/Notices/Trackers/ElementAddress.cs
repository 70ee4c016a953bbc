using System.Buffers;
using System.Globalization;
using System.Text;

namespace RedactingGateway.Core.Notices.Trackers;

/// <summary>Where an element's address leads, read as browsers read it (WHATWG URL); path and query stay as they are spelled.</summary>
/// <param name="Scheme"><c>http</c> or <c>https</c>.</param>
/// <param name="Host">Lower case, in ASCII, without a final dot.</param>
/// <param name="Port">Port.</param>
/// <param name="Path">Path; dot segments are resolved, because a browser would.</param>
/// <param name="Query">Query with its <c>?</c>, or empty.</param>
/// <remarks><see cref="Uri"/> alone would not do: it refuses what browsers forgive, and rewrites what they keep.</remarks>
public readonly record struct ElementAddress(string Scheme, string Host, int Port, string Path, string Query)
{
    // URL § 3.4: what no host may have after it was decoded.
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" /\\?#@%<>^|");

    // Halfwidth and Fullwidth Forms: '!' to '~', in the same order as in ASCII.
    private const char FirstWide = '\uFF01';
    private const char LastWide = '\uFF5E';
    private const int WideOffset = FirstWide - '!';

    private const int HttpPort = 80;
    private const int HttpsPort = 443;

    /// <summary>The address in full.</summary>
    public string Text => $"{Scheme}://{Host}{(Port == DefaultPort(Scheme) ? "" : ":" + Port.ToString(CultureInfo.InvariantCulture))}{Path}{Query}";

    /// <summary>The query without its <c>?</c>.</summary>
    public ReadOnlySpan<char> QueryText => Query.AsSpan(Query.Length == 0 ? 0 : 1);

    /// <summary>The address of a page.</summary>
    public static ElementAddress Of(Uri page) => new(page.Scheme, HostOf(page), page.Port, page.AbsolutePath, page.Query);

    /// <summary>Reads an address; null: it leads nowhere on the web (empty, <c>data:</c>, <c>javascript:</c>, malformed).</summary>
    /// <param name="text">The attribute's value.</param>
    /// <param name="basis">What relative addresses stand on.</param>
    public static ElementAddress? Read(string text, in ElementAddress basis)
    {
        var trimmed = Clean(text);
        var hash = trimmed.IndexOf('#', StringComparison.Ordinal);
        trimmed = hash < 0 ? trimmed : trimmed[..hash];
        if (trimmed.Length == 0)
        {
            return null;
        }

        var (scheme, rest) = SplitScheme(trimmed);
        if (scheme is null)
        {
            return Slashes(rest) >= 2 ? ReadAuthority(basis.Scheme, rest) : Relative(rest, basis);
        }

        if (scheme is not ("http" or "https"))
        {
            return null;
        }

        // "https:path" on a page of the same scheme is relative; with another scheme it names a host.
        return scheme == basis.Scheme && Slashes(rest) < 2 ? Relative(rest, basis) : ReadAuthority(scheme, rest);
    }

    private static ElementAddress? ReadAuthority(string scheme, string text)
    {
        var start = Slashes(text);
        var end = text.AsSpan(start).IndexOfAny('/', '\\', '?');
        end = end < 0 ? text.Length : start + end;
        var authority = text[start..end];
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        var portAt = authority.LastIndexOf(':');
        var hasPort = portAt > authority.LastIndexOf(']');
        var digits = hasPort ? authority[(portAt + 1)..] : "";
        var port = DefaultPort(scheme);
        if (digits.Length > 0 && !(int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= ushort.MaxValue))
        {
            return null;
        }

        return ReadHost(hasPort ? authority[..portAt] : authority) is { } host ? WithPath(new(scheme, host, port, "/", ""), text[end..]) : null;
    }

    // Percent-decoded, in ASCII, with numbers read as addresses: https://%77ww.vendor.example, https://ｖendor.example, http://0x7f.1.
    private static string? ReadHost(string host)
    {
        var decoded = Narrow(host.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(host) : host);
        if (decoded.Length == 0 || decoded.AsSpan().ContainsAny(Forbidden) || !Uri.TryCreate($"http://{decoded}/", UriKind.Absolute, out var uri) || uri.IdnHost.Length == 0)
        {
            return null;
        }

        return HostOf(uri);
    }

    private static string HostOf(Uri uri) => uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.IdnHost}]" : uri.IdnHost.ToLowerInvariant().TrimEnd('.');

    // Wide forms of ASCII, and the other full stops, are the same host (UTS 46). By hand: the process may run without ICU.
    private static string Narrow(string host) => Ascii.IsValid(host) ? host : string.Create(host.Length, host, static (narrow, wide) =>
    {
        for (var i = 0; i < narrow.Length; i++)
        {
            narrow[i] = wide[i] switch
            {
                >= FirstWide and <= LastWide and var c => (char)(c - WideOffset),
                '\u3002' or '\uFF61' => '.',
                var c => c,
            };
        }
    });

    private static ElementAddress Relative(string text, in ElementAddress basis)
    {
        if (text.Length == 0)
        {
            return basis;
        }

        return text[0] switch
        {
            '/' or '\\' => WithPath(basis, text),
            '?' => basis with { Query = text },
            _ => WithPath(basis, basis.Path[..(basis.Path.LastIndexOf('/') + 1)] + text),
        };
    }

    private static ElementAddress WithPath(in ElementAddress basis, string text)
    {
        var question = text.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = question < 0 ? (text, "") : (text[..question], text[question..]);
        path = path.Replace('\\', '/');
        return basis with { Path = path.Length == 0 ? "/" : ResolveDots(path), Query = query };
    }

    private static string ResolveDots(string path)
    {
        if (!path.Contains("/.", StringComparison.Ordinal) && !path.Contains("%2e", StringComparison.OrdinalIgnoreCase))
        {
            return path;
        }

        List<string> kept = [];
        var segments = path[1..].Split('/');
        foreach (var (i, segment) in segments.Index())
        {
            var dots = segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase);
            if (dots == ".." && kept.Count > 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }

            if (dots is not ("." or ".."))
            {
                kept.Add(segment);
            }
            else if (i == segments.Length - 1)
            {
                kept.Add("");
            }
        }

        return "/" + string.Join('/', kept);
    }

    // Controls and spaces around it are taken off; tabs and new lines inside of it too.
    private static string Clean(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && text[start] <= ' ')
        {
            start++;
        }

        while (end > start && text[end - 1] <= ' ')
        {
            end--;
        }

        var inner = text[start..end];
        return inner.AsSpan().ContainsAny('\t', '\n', '\r')
            ? inner.Replace("\t", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal)
            : inner;
    }

    private static (string? Scheme, string After) SplitScheme(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || !char.IsAsciiLetter(text[0]) || !text.AsSpan(0, colon).ToString().All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.'))
        {
            return (null, text);
        }

        return (text[..colon].ToLowerInvariant(), text[(colon + 1)..]);
    }

    private static int Slashes(string text)
    {
        var count = 0;
        while (count < text.Length && text[count] is '/' or '\\')
        {
            count++;
        }

        return count;
    }

    private static int DefaultPort(string scheme) => scheme == "http" ? HttpPort : HttpsPort;
}
