using RedactingGateway.Pipeline;
using Yarp.ReverseProxy.Transforms;

namespace RedactingGateway.Responses;

/// <summary>Takes down what the vendor answered, and its body only where the endpoint declares one of its kind.</summary>
internal sealed class VendorResponse : ResponseTransform
{
    /// <inheritdoc/>
    public override async ValueTask ApplyAsync(ResponseTransformContext context)
    {
        context.SuppressResponseBody = true;
        if (context.ProxyResponse is not { } vendor || context.HttpContext.Features.Get<GatewayFeature>() is not { Endpoint.Success: var success, Deadline: { } deadline } gateway)
        {
            return;
        }

        deadline.Heard();
        var outcome = new VendorOutcome((int)vendor.StatusCode, RetryAfterHeader.Read(vendor.Headers));
        if (outcome.IsAccepted && success.PassVendorBody && MayHaveBody(success.Status) && VendorContentType.Fits(vendor.Content.Headers, success.Body))
        {
            outcome = await VendorBody.ReadAsync(vendor.Content, gateway.VendorBody, deadline) switch
            {
                VendorBodyEnd.Whole => outcome with { BodyPasses = true },
                VendorBodyEnd.TooLong => outcome,
                _ => outcome with { IsComplete = false },
            };
        }

        gateway.Vendor = outcome;
    }

    private static bool MayHaveBody(int status) => status is not (StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent);
}
