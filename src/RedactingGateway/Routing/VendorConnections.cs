using Yarp.ReverseProxy.Forwarder;

namespace RedactingGateway.Routing;

/// <summary>How connections to vendors and sites are made; YARP's defaults already follow no redirect, keep no cookie and decompress nothing.</summary>
internal static class VendorConnections
{
    // 2 s: a host that does not accept by then is down; a page must not wait for it.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    // 5 minutes: vendors move by DNS.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static void Configure(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        handler.ConnectTimeout = ConnectTimeout;
        handler.PooledConnectionLifetime = Lifetime;
        if (context.NewMetadata?.ContainsKey(RouteNames.DestinationKey) == true)
        {
            // No traceparent, no baggage: ids that could join a vendor's data with ours or with another vendor's.
            handler.ActivityHeadersPropagator = null;
        }
    }
}
