using RedactingGateway.Pipeline;
using Yarp.ReverseProxy.Transforms;

namespace RedactingGateway.Routing;

/// <summary>Tells a site who asks, and by which address it was asked: what the gateway knows, and nothing that a visitor claims.</summary>
/// <remarks>Sites take the first entry of <c>X-Forwarded-For</c> for the visitor, and build links from host and scheme.</remarks>
internal sealed class ForwardedRequest : RequestTransform
{
    /// <inheritdoc/>
    public override ValueTask ApplyAsync(RequestTransformContext context)
    {
        var request = context.HttpContext.Request;
        var address = ClientAddress.Of(context.HttpContext);
        var headers = context.ProxyRequest.Headers;
        foreach (var name in request.Headers.Keys)
        {
            // A trusted proxy's too: it passes on those that it does not know, and nobody could tell them from its own.
            if (ForwardedNames.Claims(name))
            {
                headers.Remove(name);
            }
        }

        Set(context, ForwardedNames.For, address?.Chain);
        Set(context, ForwardedNames.Host, request.Host.Value);
        Set(context, ForwardedNames.Proto, request.Scheme);
        Set(context, ForwardedNames.RealIp, address is { IsPeerTrusted: true } ? address.Client?.ToString() : null);
        return ValueTask.CompletedTask;
    }

    private static void Set(RequestTransformContext context, string name, string? value)
    {
        context.ProxyRequest.Headers.Remove(name);
        if (value is { Length: > 0 })
        {
            context.ProxyRequest.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
