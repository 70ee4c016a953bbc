using System.Text;
using Microsoft.AspNetCore.Http.Features;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Pipeline;

namespace RedactingGateway.Responses;

/// <summary>Step 8. After it the client has the answer that its SDK expects.</summary>
internal static class SdkAnswering
{
    public static Task RunAsync(HttpContext context, GatewayFeature gateway)
    {
        if (context.Response.HasStarted)
        {
            return Task.CompletedTask;
        }

        var answer = gateway.Refusal == WithheldReason.None
            ? AnswerTable.ForVendor(gateway.Endpoint!, gateway.Vendor!)
            : AnswerTable.ForRefusal(gateway.Destination!, gateway.Endpoint, gateway.Refusal, gateway.MayPassLater);
        return WriteAsync(context, gateway, answer);
    }

    private static Task WriteAsync(HttpContext context, GatewayFeature gateway, SdkAnswer answer)
    {
        var response = context.Response;
        context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = null;
        response.Headers.Clear();
        response.StatusCode = answer.Status;
        var isVendors = gateway.Vendor is { BodyPasses: true };
        var body = isVendors ? gateway.VendorBody.WrittenMemory : Bytes(answer);
        AnswerHeaders.Apply(response, body.IsEmpty && answer.Body != SuccessBody.Javascript && !isVendors ? SuccessBody.None : answer.Body);
        CrossOrigin.Apply(context, gateway.Policy, gateway.Destination);
        if (answer.RetryAfter is { } retryAfter)
        {
            response.Headers.RetryAfter = retryAfter;
        }

        if (answer.Status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent)
        {
            response.Headers.ContentType = default;
            return Task.CompletedTask;
        }

        response.ContentLength = body.Length;
        return body.IsEmpty ? Task.CompletedTask : response.Body.WriteAsync(body).AsTask();
    }

    private static ReadOnlyMemory<byte> Bytes(SdkAnswer answer) => answer.Body switch
    {
        SuccessBody.Gif => EmptyGif.Bytes,
        SuccessBody.Json => Encoding.UTF8.GetBytes(answer.Json ?? "{}"),
        _ => default,
    };
}
