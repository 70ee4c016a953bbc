using System.Net;

namespace RedactingGateway.Options;

/// <summary>Peers whose headers are believed: proxies in front of the gateway, and sites' backends.</summary>
internal sealed class TrustedPeers(IReadOnlyList<IPNetwork> networks)
{
    /// <summary>Reads addresses and networks, separated by commas or blanks.</summary>
    /// <exception cref="StartRefusedException">One of them is neither.</exception>
    public static TrustedPeers Read(GatewayOptions options) =>
        new([.. (options.TrustedProxies ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse)]);

    /// <summary>Whether <paramref name="address"/> is a trusted peer's.</summary>
    public bool Contains(IPAddress? address)
    {
        if (networks.Count == 0 || address is null)
        {
            return false;
        }

        var plain = Plain(address);
        foreach (var network in networks)
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
            return network;
        }

        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new StartRefusedException($"Gateway:TrustedProxies: '{text}' is no address (10.0.0.5) and no network (10.0.0.0/8).");
    }
}
