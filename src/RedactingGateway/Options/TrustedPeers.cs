using System.Net;

namespace RedactingGateway.Options;

/// <summary>Peers whose headers are believed: proxies in front of the gateway, and sites' backends.</summary>
internal sealed class TrustedPeers
{
    // Peers on a Unix socket have no address; the socket's file mode says who they can be.
    private const string UnixSocket = "unix";

    private readonly IPNetwork[] _networks;
    private readonly bool _unixSocket;

    private TrustedPeers(string[] names)
    {
        _unixSocket = names.Contains(UnixSocket, StringComparer.OrdinalIgnoreCase);
        _networks = [.. names.Where(static n => !n.Equals(UnixSocket, StringComparison.OrdinalIgnoreCase)).Select(Parse)];
    }

    /// <summary>Reads addresses and networks, separated by commas or blanks.</summary>
    /// <exception cref="StartRefusedException">One of them is neither, or names everybody.</exception>
    public static TrustedPeers Read(GatewayOptions options) =>
        new((options.TrustedProxies ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>Whether <paramref name="address"/> is a trusted peer's; null is a peer on a Unix socket.</summary>
    public bool Contains(IPAddress? address)
    {
        if (address is null)
        {
            return _unixSocket;
        }

        if (_networks.Length == 0)
        {
            return false;
        }

        var plain = Plain(address);
        foreach (var network in _networks)
        {
            if (network.Contains(plain))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The address itself: <c>::ffff:203.0.113.7</c> is how a dual-stack socket names an IPv4 client (RFC 4291 § 2.5.5.2).</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static IPNetwork Parse(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            // Whoever is believed grants purposes in the visitor's name.
            return network.PrefixLength > 0 ? network : throw new StartRefusedException($"Gateway:TrustedProxies: '{text}' would believe everybody; name the networks of your proxies.");
        }

        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new StartRefusedException($"Gateway:TrustedProxies: '{text}' is no address (10.0.0.5) and no network (10.0.0.0/8).");
    }
}
