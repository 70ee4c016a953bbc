using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.Hosting;
using RedactingGateway.Options;
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
    /// <summary>What the vendors' clusters of the gateway carry: <see cref="VendorConnections"/> reads it.</summary>
    public static ClusterConfig Cluster(ClusterConfig cluster) => cluster with
    {
        Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [RouteNames.DestinationKey] = "sink", [RouteNames.ConnectTimeoutKey] = "2000" },
        HttpClient = new HttpClientConfig { RequestHeaderEncoding = "Latin1", ResponseHeaderEncoding = "Latin1" },
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = TimeSpan.FromSeconds(10) },
    };

    /// <summary>The server.</summary>
    public static void Server(KestrelServerOptions kestrel) => ServerLimits.Apply(kestrel, maxConnections: 10_000);

    /// <summary>Connections to vendors, with no activity headers, and where the work goes on after a socket's event.</summary>
    /// <param name="services">Services of the proxy.</param>
    /// <param name="isInline">Whether that is the thread that saw it: a switch that the gateway has, and that is off by default.</param>
    public static void Services(IServiceCollection services, bool isInline)
    {
        services.AddSingleton<IForwarderHttpClientFactory, VendorConnections>();
        SocketThreads.Apply(services, new GatewayOptions { InlineSockets = isInline });
    }

    /// <summary>No authorization before every request: no route asks for any.</summary>
    public static void Application(IApplicationBuilder app) => app.Properties["__AuthorizationMiddlewareSet"] = true;

    /// <summary>No <c>X-Forwarded-*</c> headers.</summary>
    public static void Transforms(TransformBuilderContext context) => context.UseDefaultForwarders = false;
}
