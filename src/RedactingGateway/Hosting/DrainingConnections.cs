using Microsoft.AspNetCore.Connections.Features;

namespace RedactingGateway.Hosting;

/// <summary>While the gateway drains, tells each connection that asks something that this answer is its last: <c>Connection: close</c>, or GOAWAY.</summary>
internal sealed class DrainingConnections(RequestDelegate next, Drain drain)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (drain.HasBegun)
        {
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }

        return next(context);
    }
}
