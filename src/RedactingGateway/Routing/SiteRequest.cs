using Microsoft.AspNetCore.Http.Features;
using RedactingGateway.Pipeline;
using Yarp.ReverseProxy.Transforms;

namespace RedactingGateway.Routing;

/// <summary>Sends a site the target exactly as the visitor's browser spelled it.</summary>
internal sealed class SiteRequest : RequestTransform
{
    /// <inheritdoc/>
    public override ValueTask ApplyAsync(RequestTransformContext context)
    {
        var gateway = context.HttpContext.Features.GetRequiredFeature<GatewayFeature>();
        var upstream = new Uri(context.DestinationPrefix);
        context.ProxyRequest.RequestUri = RawUri.Create(upstream, upstream.AbsolutePath.TrimEnd('/') + gateway.Target.Text);
        return ValueTask.CompletedTask;
    }
}
