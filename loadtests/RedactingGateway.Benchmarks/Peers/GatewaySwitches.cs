using Microsoft.AspNetCore.Server.Kestrel.Core;
using RedactingGateway.Hosting;
using RedactingGateway.Routing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms.Builder;

namespace RedactingGateway.Benchmarks.Peers;

/// <summary>
/// Every switch of server, connections and runtime that the gateway sets, for plain YARP with the same: what is left between the two
/// is the work on the request. Where the gateway has the switch in a method, that method is called here.
/// </summary>
internal static class GatewaySwitches
{
    /// <summary>Environment variables that the gateway sets for itself before anything else runs.</summary>
    public static readonly (string Name, string Value)[] Variables = [];

    /// <summary>What the vendors' clusters of the gateway carry: <see cref="VendorConnections"/> reads it.</summary>
    public static ClusterConfig Cluster(ClusterConfig cluster) => cluster with
    {
        Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [RouteNames.DestinationKey] = "sink", [RouteNames.ConnectTimeoutKey] = "2000" },
        HttpClient = new HttpClientConfig { RequestHeaderEncoding = "Latin1", ResponseHeaderEncoding = "Latin1" },
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = TimeSpan.FromSeconds(10) },
    };

    /// <summary>The server.</summary>
    public static void Server(KestrelServerOptions kestrel) => ServerLimits.Apply(kestrel, maxConnections: 10_000);

    /// <summary>Connections to vendors; no activity headers.</summary>
    public static void Connections(ForwarderHttpClientContext context, SocketsHttpHandler handler) => VendorConnections.Configure(context, handler);

    /// <summary>No <c>X-Forwarded-*</c> headers.</summary>
    public static void Transforms(TransformBuilderContext context) => context.UseDefaultForwarders = false;
}
