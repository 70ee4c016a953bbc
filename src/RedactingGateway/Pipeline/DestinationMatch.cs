using System.Net;
using Microsoft.AspNetCore.Http.Features;
using RedactingGateway.Core.Policies;
using RedactingGateway.PolicyStore;
using RedactingGateway.Routing;
using RedactingGateway.Telemetry;
using Yarp.ReverseProxy.Model;

namespace RedactingGateway.Pipeline;

/// <summary>
/// Step 1. After it the request carries one policy, and either the destination it goes to or none: then it goes to a site.
/// </summary>
/// <remarks>
/// Routing looks at a decoded path with dot segments collapsed and without regard to case; the vendor gets the raw one.
/// Where the two do not mean the same destination, nothing leaves: neither to the vendor nor, past the policy, to a site.
/// The policy is the one that the matched route was made from, so that a reload cannot come between the two.
/// </remarks>
internal sealed class DestinationMatch(RequestDelegate next, PolicyHolder policies, RequestRefusals refusals)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (HttpMethods.IsTrace(context.Request.Method) || IsTunnel(context))
        {
            refusals.Add(RequestRefusal.Method);
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        if (!StrictFraming.Check(context))
        {
            refusals.Add(RequestRefusal.Framing);
            return;
        }

        if (!RequestTarget.TryParse(raw, out var target))
        {
            refusals.Add(RequestRefusal.Target);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var endpoint = context.GetEndpoint();
        var route = endpoint?.Metadata.GetMetadata<RouteModel>();
        using var gateway = new GatewayFeature(endpoint?.Metadata.GetMetadata<PolicySnapshot>() ?? policies.Current, target);
        gateway.Site = gateway.Policy.FindSite(context.Request.Host.Value, context.Request.Host.Host);
        Match(context, gateway, route);
        context.Features.Set(gateway);
        if (gateway.Destination is not null && !IsMeantHere(context, gateway))
        {
            await UnknownHost.AnswerAsync(context);
            return;
        }

        if (route?.Config.RouteId == RouteNames.Nowhere)
        {
            context.SetEndpoint(null);
        }

        await next(context);
    }

    // A WebSocket over HTTP/2 is opened by CONNECT too, to an ordinary target (RFC 8441).
    private static bool IsTunnel(HttpContext context) =>
        HttpMethods.IsConnect(context.Request.Method) && context.Features.Get<IHttpExtendedConnectFeature>() is not { IsExtendedConnect: true };

    // A policy of sites serves their hosts only: under another name of this machine no site's rules, cookies and texts would hold.
    // Without sites there is nothing to tell hosts by. This machine's own name on its own address is that of whoever tries it out.
    private static bool IsMeantHere(HttpContext context, GatewayFeature gateway) =>
        gateway.Site is not null || gateway.Policy.Sites.IsEmpty
        || (context.Connection.LocalIpAddress is { } address && IPAddress.IsLoopback(address) && IsThisMachine(context.Request.Host.Host));

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static void Match(HttpContext context, GatewayFeature gateway, RouteModel? route)
    {
        var byTarget = gateway.Policy.FindDestination(gateway.Target.Text);
        var routed = route?.Config.Metadata?.GetValueOrDefault(RouteNames.DestinationKey);
        gateway.IsAgreed = byTarget?.Id == routed && (byTarget is null || !gateway.Target.IsAmbiguous());
        gateway.Destination = byTarget ?? ById(gateway.Policy, routed);
        if (gateway is { IsAgreed: true, Destination: { } destination })
        {
            var path = gateway.Target.Path[destination.Path.Length..];
            Span<byte> bytes = stackalloc byte[MaxPathBytes];
            if (path.Length <= MaxPathBytes)
            {
                var length = System.Text.Encoding.ASCII.GetBytes(path, bytes);
                gateway.Endpoint = PolicySnapshot.FindEndpoint(destination, context.Request.Method, bytes[..length]);
            }
        }
    }

    // 512 bytes: vendors' paths have at most 100; a longer one is unknown.
    private const int MaxPathBytes = 512;

    private static CompiledDestination? ById(PolicySnapshot policy, string? id)
    {
        foreach (var destination in policy.Destinations)
        {
            if (destination.Id == id)
            {
                return destination;
            }
        }

        return null;
    }
}
