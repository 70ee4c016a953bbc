using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Responses;

/// <summary>What the client hears.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Kind of body.</param>
/// <param name="Json">Text of a JSON body.</param>
/// <param name="RetryAfter">Value of <c>Retry-After</c>, or null.</param>
internal readonly record struct SdkAnswer(int Status, SuccessBody Body = SuccessBody.None, string? Json = null, string? RetryAfter = null)
{
    /// <summary>The endpoint's success answer.</summary>
    public static SdkAnswer Success(SuccessAnswer success) => new(success.Status, success.Body, success.Json);
}
