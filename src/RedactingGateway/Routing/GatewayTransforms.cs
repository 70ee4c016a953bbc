using RedactingGateway.Pages;
using RedactingGateway.Responses;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace RedactingGateway.Routing;

/// <summary>What YARP may do with a request and an answer: nothing on its own to vendors, as little as possible to sites.</summary>
internal static class GatewayTransforms
{
    public static void Apply(TransformBuilderContext context)
    {
        context.UseDefaultForwarders = false;
        if (context.Route.Metadata?.TryGetValue(RouteNames.DestinationKey, out var destination) == true)
        {
            context.CopyRequestHeaders = false;
            context.CopyResponseHeaders = false;
            context.CopyResponseTrailers = false;
            context.RequestTransforms.Add(ActivatorUtilities.CreateInstance<VendorRequest>(context.Services, destination));
            context.ResponseTransforms.Add(new VendorResponse());
        }
        else
        {
            context.RequestTransforms.Add(new ForwardedRequest());
            context.AddOriginalHost();
            context.RequestTransforms.Add(new SiteRequest());
            context.RequestTransforms.Add(ActivatorUtilities.CreateInstance<PageRequest>(context.Services));
            context.ResponseTransforms.Add(ActivatorUtilities.CreateInstance<PageResponse>(context.Services));
        }
    }
}
