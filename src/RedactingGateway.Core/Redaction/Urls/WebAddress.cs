using System.Buffers;
using System.Text;

namespace RedactingGateway.Core.Redaction.Urls;

/// <summary>The parts of a web address as its bytes have them (WHATWG URL § 4, as far as trackers see it).</summary>
/// <remarks>
/// Absolute http(s), or relative to the site: <c>/path</c>, <c>?query</c>, <c>//host</c>. Nothing is repaired: what browsers repair
/// (backslashes, white space, missing slashes) is no address here, because two readers would see two hosts.
/// </remarks>
internal readonly ref struct WebAddress
{
    // 65535 (RFC 9110 § 4.2.1).
    private const int MaxPortDigits = 5;

    private static readonly SearchValues<byte> HostCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_"u8);

    private static readonly SearchValues<byte> LiteralCharacters = SearchValues.Create("0123456789ABCDEFabcdef:."u8);

    private static readonly SearchValues<byte> SchemeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+.-"u8);

    private WebAddress(ReadOnlySpan<byte> scheme, ReadOnlySpan<byte> host, ReadOnlySpan<byte> rest)
    {
        Scheme = scheme;
        Host = host;
        Fragment = Cut(ref rest, (byte)'#');
        Query = Cut(ref rest, (byte)'?');
        Path = rest;
    }

    /// <summary>Up to and with the two slashes; empty for an address of the site itself.</summary>
    public ReadOnlySpan<byte> Scheme { get; }

    /// <summary>Name or IP literal and port, without user info.</summary>
    public ReadOnlySpan<byte> Host { get; }

    /// <summary>Empty, or with its leading slash.</summary>
    public ReadOnlySpan<byte> Path { get; }

    /// <summary>Empty, or with its question mark.</summary>
    public ReadOnlySpan<byte> Query { get; }

    /// <summary>Empty, or with its number sign.</summary>
    public ReadOnlySpan<byte> Fragment { get; }

    public static bool TryParse(ReadOnlySpan<byte> url, out WebAddress address)
    {
        address = default;
        if (url.IsEmpty || url.IndexOfAnyInRange((byte)0, (byte)' ') >= 0 || url.Contains((byte)'\\'))
        {
            return false;
        }

        var scheme = SchemeLength(url);
        if (scheme == 0)
        {
            address = new WebAddress(default, default, url);
            return url[0] is (byte)'/' or (byte)'?';
        }

        var rest = url[scheme..];
        var end = rest.IndexOfAny("/?#"u8);
        var authority = end < 0 ? rest : rest[..end];
        var host = authority[(authority.LastIndexOf((byte)'@') + 1)..];
        address = new WebAddress(url[..scheme], host, end < 0 ? default : rest[end..]);
        return IsHost(host);
    }

    /// <summary>Whether <paramref name="text"/> is meant to be an address: one of this kind, if a broken one.</summary>
    public static bool IsMeantToBe(ReadOnlySpan<byte> text) => !text.IsEmpty && (SchemeLength(text) > 0 || text[0] is (byte)'/' or (byte)'?');

    /// <summary>Whether <paramref name="text"/> begins like an address of another kind: <c>data:</c>, <c>mailto:</c>, <c>android-app://</c>, <c>https:host</c>.</summary>
    public static bool HasOtherScheme(ReadOnlySpan<byte> text)
    {
        var colon = text.IndexOf((byte)':');
        return colon > 0 && char.IsAsciiLetter((char)text[0]) && text[..colon].IndexOfAnyExcept(SchemeCharacters) < 0;
    }

    private static int SchemeLength(ReadOnlySpan<byte> url) =>
        url.StartsWith("//"u8) ? 2 : StartsWithIgnoreCase(url, "https://"u8) ? "https://"u8.Length : StartsWithIgnoreCase(url, "http://"u8) ? "http://"u8.Length : 0;

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

    // Cuts 'rest' at the first 'mark' and returns the mark with what stands behind it.
    private static ReadOnlySpan<byte> Cut(scoped ref ReadOnlySpan<byte> rest, byte mark)
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
        text.Length >= lower.Length && Ascii.EqualsIgnoreCase(text[..lower.Length], lower);
}
