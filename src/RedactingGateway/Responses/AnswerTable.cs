using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Responses;

/// <summary>The table "what the SDK sees": refusals look like success, failures are told to those who send again.</summary>
internal static class AnswerTable
{
    // 60 s: long enough for a vendor's restart, short enough for a visit.
    private const string RetryLater = "60";

    // 10 s: by then a client has its whole burst again.
    private const string RetrySoon = "10";

    /// <summary>The answer where nothing was sent.</summary>
    /// <remarks>Never a status on which SDKs send again where the same request would be refused again.</remarks>
    public static SdkAnswer ForRefusal(CompiledDestination destination, CompiledEndpoint? endpoint, WithheldReason reason, bool mayPassLater = false)
    {
        // Not for good: the same request may pass later. Nor is it the visitor's or the policy's doing, so no developer hears of it another way.
        if (reason is WithheldReason.VendorBusy or WithheldReason.CircuitOpen)
        {
            return ForVendor(endpoint!, VendorOutcome.Unreachable);
        }

        if (reason == WithheldReason.RateLimit && (destination.Refusals == RefusalAnswer.Status || endpoint is { Retries: true }))
        {
            return new SdkAnswer(StatusCodes.Status429TooManyRequests, RetryAfter: RetrySoon);
        }

        if (mayPassLater && (destination.Refusals == RefusalAnswer.Status || endpoint is { Retries: true }))
        {
            return new SdkAnswer(StatusCodes.Status503ServiceUnavailable, RetryAfter: RetryLater);
        }

        if (destination.Refusals == RefusalAnswer.Status && reason != WithheldReason.Shadow)
        {
            return new SdkAnswer(reason switch
            {
                WithheldReason.UnknownEndpoint => StatusCodes.Status404NotFound,
                WithheldReason.Limit => StatusCodes.Status413PayloadTooLarge,
                WithheldReason.Undecodable => StatusCodes.Status415UnsupportedMediaType,
                _ => StatusCodes.Status400BadRequest,
            });
        }

        return endpoint is null ? new SdkAnswer(StatusCodes.Status204NoContent) : SdkAnswer.Success(endpoint.Success);
    }

    /// <summary>The answer where the vendor was asked.</summary>
    public static SdkAnswer ForVendor(CompiledEndpoint endpoint, VendorOutcome vendor) => vendor.Status switch
    {
        >= 200 and <= 299 => SdkAnswer.Success(endpoint.Success),
        StatusCodes.Status429TooManyRequests => new SdkAnswer(StatusCodes.Status429TooManyRequests, RetryAfter: vendor.RetryAfter),
        StatusCodes.Status503ServiceUnavailable => new SdkAnswer(StatusCodes.Status503ServiceUnavailable, RetryAfter: vendor.RetryAfter),
        >= 400 and <= 499 and var status => new SdkAnswer(status),
        >= 500 => new SdkAnswer(StatusCodes.Status503ServiceUnavailable, RetryAfter: endpoint.Retries ? RetryLater : null),

        // A redirect would lead the browser to the vendor, past the policy: as good as no answer.
        _ when endpoint.Retries => new SdkAnswer(StatusCodes.Status503ServiceUnavailable, RetryAfter: RetryLater),
        _ => SdkAnswer.Success(endpoint.Success),
    };
}
