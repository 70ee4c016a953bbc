using RedactingGateway.Telemetry;

namespace RedactingGateway.Pipeline;

/// <summary>After routing found neither a destination nor a site: says whether it is the host that is unknown here, or the path.</summary>
internal static class UnknownHost
{
    public static Task AnswerAsync(HttpContext context)
    {
        var isKnown = context.Features.Get<GatewayFeature>()?.Site is not null;
        context.RequestServices.GetRequiredService<RequestRefusals>().Add(isKnown ? RequestRefusal.UnknownPath : RequestRefusal.UnknownHost);
        context.Response.StatusCode = isKnown ? StatusCodes.Status404NotFound : StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }
}
