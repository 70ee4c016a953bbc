using System.Net;
using System.Net.Sockets;

namespace RedactingGateway.Vendors;

/// <summary>Which client sends a request, as one of 65,536 buckets: limits need no address, and whatever addresses come, memory is bounded.</summary>
internal static class ClientBucket
{
    private const int Buckets = 65_536;
    private const int Ipv6PrefixBytes = 8;

    // A /48 is what one customer of a network is given at most.
    private const int Ipv6NetworkBytes = 6;

    /// <summary>The bucket of a client: an IPv4 address or an IPv6 /64, hashed with a random key of this process.</summary>
    public static int Of(IPAddress? client) => Of(client, Ipv6PrefixBytes);

    /// <summary>The bucket of the IPv6 /48 that a client is in; null: it has an IPv4 address or none.</summary>
    public static int? NetworkOf(IPAddress? client) => client is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } ? Of(client, Ipv6NetworkBytes) : null;

    private static int Of(IPAddress? client, int ipv6Bytes)
    {
        Span<byte> bytes = stackalloc byte[16];
        var length = 0;
        _ = client is not null && client.TryWriteBytes(bytes, out length);

        // HashCode has a random seed in each process: nobody outside can choose addresses that collide.
        var hash = default(HashCode);
        hash.AddBytes(bytes[..Math.Min(length, length == 16 ? ipv6Bytes : length)]);
        return (int)((uint)hash.ToHashCode() % Buckets);
    }
}
