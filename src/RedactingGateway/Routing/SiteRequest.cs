using Microsoft.AspNetCore.Http.Features;
using RedactingGateway.Pipeline;
using Yarp.ReverseProxy.Transforms;

namespace RedactingGateway.Routing;

/// <summary>Sends a site the target exactly as the visitor's browser spelled it, and tells it the visitor's grant.</summary>
internal sealed class SiteRequest : RequestTransform
{
    /// <inheritdoc/>
    public override ValueTask ApplyAsync(RequestTransformContext context)
    {
        var gateway = context.HttpContext.Features.GetRequiredFeature<GatewayFeature>();
        var upstream = new Uri(context.DestinationPrefix);
        context.ProxyRequest.RequestUri = RawUri.Create(upstream, upstream.AbsolutePath.TrimEnd('/') + gateway.Target.Text);
        TellGrant(context, gateway);
        return ValueTask.CompletedTask;
    }

    // Whatever a visitor's request claims in these fields is taken off: the site believes them.
    private static void TellGrant(RequestTransformContext context, GatewayFeature gateway)
    {
        var headers = context.ProxyRequest.Headers;
        foreach (var name in context.HttpContext.Request.Headers.Keys)
        {
            if (SiteHeaders.Claims(name))
            {
                headers.Remove(name);
            }
        }

        if (gateway.SiteGrant is { } grant)
        {
            headers.TryAddWithoutValidation(SiteHeaders.Grant, grant.Purposes);
            headers.TryAddWithoutValidation(SiteHeaders.GrantToken, grant.Token);
        }
    }
}
