using System.Net;

namespace RedactingGateway.Vendors;

/// <summary>Which client sends a request, as one of 65,536 buckets: limits need no address, and whatever addresses come, memory is bounded.</summary>
internal static class ClientBucket
{
    private const int Buckets = 65_536;
    private const int Ipv6PrefixBytes = 8;

    /// <summary>The bucket of a client: an IPv4 address or an IPv6 /64, hashed with a random key of this process.</summary>
    public static int Of(IPAddress? client)
    {
        Span<byte> bytes = stackalloc byte[16];
        var length = 0;
        _ = client is not null && client.TryWriteBytes(bytes, out length);

        // HashCode has a random seed in each process: nobody outside can choose addresses that collide.
        var hash = default(HashCode);
        hash.AddBytes(bytes[..Math.Min(length, length == 16 ? Ipv6PrefixBytes : length)]);
        return (int)((uint)hash.ToHashCode() % Buckets);
    }
}
