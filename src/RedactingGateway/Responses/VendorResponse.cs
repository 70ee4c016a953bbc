using Microsoft.AspNetCore.Http.Features;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Pipeline;
using Yarp.ReverseProxy.Transforms;

namespace RedactingGateway.Responses;

/// <summary>Takes down what the vendor answered; its body goes on only where the endpoint declares one of its kind.</summary>
internal sealed class VendorResponse : ResponseTransform
{
    /// <inheritdoc/>
    public override ValueTask ApplyAsync(ResponseTransformContext context)
    {
        context.SuppressResponseBody = true;
        if (context.ProxyResponse is not { } vendor || context.HttpContext.Features.Get<GatewayFeature>() is not { Endpoint.Success: var success } gateway)
        {
            return ValueTask.CompletedTask;
        }

        var outcome = new VendorOutcome((int)vendor.StatusCode, RetryAfterHeader.Read(vendor.Headers));
        if (outcome.IsAccepted && success.PassVendorBody && MayHaveBody(success.Status) && VendorContentType.Fits(vendor.Content.Headers, success.Body))
        {
            outcome = outcome with { BodyPasses = true };
            context.SuppressResponseBody = false;
            Begin(context.HttpContext, gateway, success, vendor.Content.Headers.ContentLength);
        }

        gateway.Vendor = outcome;
        return ValueTask.CompletedTask;
    }

    private static bool MayHaveBody(int status) => status is not (StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent);

    private static void Begin(HttpContext context, GatewayFeature gateway, SuccessAnswer success, long? length)
    {
        // A reason phrase is free text of the vendor's.
        context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = null;
        context.Response.Headers.Clear();
        context.Response.StatusCode = success.Status;
        context.Response.ContentLength = length;
        AnswerHeaders.Apply(context.Response, success.Body);
        CrossOrigin.Apply(context, gateway.Policy, gateway.Destination);
    }
}
