using RedactingGateway.Core.Policies;

namespace RedactingGateway.Pipeline;

/// <summary>After routing found neither a destination nor a site: says whether it is the host that is unknown here, or the path.</summary>
internal static class UnknownHost
{
    public static Task AnswerAsync(HttpContext context)
    {
        var isKnown = context.Features.Get<GatewayFeature>()?.Policy is { } policy && IsSite(policy, context.Request.Host);
        context.Response.StatusCode = isKnown ? StatusCodes.Status404NotFound : StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }

    private static bool IsSite(PolicySnapshot policy, HostString host)
    {
        foreach (var site in policy.Sites)
        {
            if (site.Hosts.Contains(host.Value ?? "", StringComparer.OrdinalIgnoreCase) || site.Hosts.Contains(host.Host, StringComparer.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
