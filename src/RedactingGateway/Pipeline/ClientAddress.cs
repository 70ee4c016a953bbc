using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Primitives;
using RedactingGateway.Options;

namespace RedactingGateway.Pipeline;

/// <summary>Who a request came from: the peer of its connection, and the client that trusted peers say is behind it.</summary>
/// <remarks>
/// <c>X-Forwarded-For</c> is read from its right end, where the peer wrote, for as long as the one who wrote is trusted: what
/// stands further left is the client's own claim. An entry that is no address ends the walk.
/// </remarks>
internal sealed class ClientAddress
{
    private readonly IReadOnlyList<IPAddress> _hops;
    private readonly IPAddress? _peer;

    private ClientAddress(IPAddress? peer, bool isPeerTrusted, IReadOnlyList<IPAddress> hops)
    {
        _peer = peer;
        _hops = hops;
        IsPeerTrusted = isPeerTrusted;
    }

    /// <summary>Whether the peer of the connection is trusted: only then its headers say anything.</summary>
    public bool IsPeerTrusted { get; }

    /// <summary>The client; null: it came through a Unix socket, and nobody names it.</summary>
    public IPAddress? Client => _hops.Count > 0 ? _hops[^1] : _peer;

    /// <summary>How many entries of <c>X-Forwarded-For</c> were believed.</summary>
    public int Hops => _hops.Count;

    /// <summary>The client and the trusted proxies after it, in the order of <c>X-Forwarded-For</c>; nothing that was merely claimed.</summary>
    public string Chain => field ??= string.Join(", ", _peer is null ? _hops.Reverse() : _hops.Reverse().Append(_peer));

    /// <summary>The address of a request, after <see cref="ClientAddressing"/>.</summary>
    public static ClientAddress? Of(HttpContext context) => context.Features.Get<ClientAddress>();

    /// <summary>Works it out.</summary>
    /// <param name="peer">The other end of the connection; null: of a Unix socket.</param>
    /// <param name="forwardedFor">The header, as many lines as came.</param>
    /// <param name="trusted">Whose header is believed.</param>
    public static ClientAddress Resolve(IPAddress? peer, StringValues forwardedFor, TrustedPeers trusted)
    {
        var current = peer is null ? null : TrustedPeers.Plain(peer);
        if (!trusted.Contains(current))
        {
            return new ClientAddress(current, isPeerTrusted: false, []);
        }

        var hops = new List<IPAddress>();
        var left = forwardedFor.ToString().AsSpan();
        while (!left.IsEmpty && (hops.Count == 0 || trusted.Contains(hops[^1])))
        {
            var comma = left.LastIndexOf(',');
            var entry = left[(comma + 1)..].Trim();
            left = left[..Math.Max(comma, 0)];
            if (entry.IsEmpty)
            {
                continue; // an empty element of a list is none (RFC 9110 § 5.6.1.2)
            }

            if (Parse(entry) is not { } before)
            {
                break;
            }

            hops.Add(before);
        }

        return new ClientAddress(current, isPeerTrusted: true, hops);
    }

    // 203.0.113.7, 203.0.113.7:49152, 2001:db8::1, [2001:db8::1], [2001:db8::1]:49152.
    private static IPAddress? Parse(ReadOnlySpan<char> entry)
    {
        var host = entry;
        var port = ReadOnlySpan<char>.Empty;
        if (entry[0] == '[')
        {
            var close = entry.IndexOf(']');
            if (close < 0 || !entry[..close].Contains(':'))
            {
                return null;
            }

            host = entry[1..close];
            port = entry[(close + 1)..];
        }
        else if (entry.Count(':') == 1)
        {
            host = entry[..entry.IndexOf(':')];
            port = entry[host.Length..];
        }

        return IsPort(port) && !host.Contains('%') && IPAddress.TryParse(host, out var address) ? Canonical(address, host) : null;
    }

    private static bool IsPort(ReadOnlySpan<char> text) =>
        text.IsEmpty || (text[0] == ':' && ushort.TryParse(text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out _));

    // "1" and "010.0.0.7" are addresses to some parsers, and not the same ones to all.
    private static IPAddress? Canonical(IPAddress address, ReadOnlySpan<char> text)
    {
        Span<char> own = stackalloc char[15];
        return address.AddressFamily != AddressFamily.InterNetwork ? TrustedPeers.Plain(address)
            : address.TryFormat(own, out var length) && own[..length].SequenceEqual(text) ? address
            : null;
    }
}
