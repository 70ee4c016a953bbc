using RedactingGateway.Routing;

namespace RedactingGateway.Pipeline;

/// <summary>Inside the forwarder. After it a redacted request is on the cluster of its endpoint's host.</summary>
internal sealed class VendorCluster(RequestDelegate next, VendorClusters clusters)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<GatewayFeature>() is { Leaving: not null, Destination: { } destination, Endpoint: { } endpoint } gateway
            && clusters.Find(gateway.Policy, destination, endpoint.Host) is { } cluster)
        {
            context.ReassignProxyRequest(cluster);
        }

        return next(context);
    }
}
