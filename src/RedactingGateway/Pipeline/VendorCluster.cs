using RedactingGateway.Routing;
using Yarp.ReverseProxy;

namespace RedactingGateway.Pipeline;

/// <summary>Inside the forwarder. After it a redacted request is on the cluster of its endpoint's host.</summary>
internal sealed class VendorCluster(RequestDelegate next, IProxyStateLookup state)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<GatewayFeature>() is { Leaving: not null, Destination: { } destination, Endpoint: { } endpoint }
            && state.TryGetCluster(RouteNames.VendorCluster(destination, endpoint.Host), out var cluster))
        {
            context.ReassignProxyRequest(cluster);
        }

        return next(context);
    }
}
