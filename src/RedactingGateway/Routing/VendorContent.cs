using Microsoft.AspNetCore.Http.Features;
using RedactingGateway.Pipeline;

namespace RedactingGateway.Routing;

/// <summary>Below YARP's forwarder: gives a vendor's request its body.</summary>
/// <remarks>
/// YARP's own content sends the headers before it reads the body, one packet more for each request, and YARP takes no other in its
/// place. So it is told that there is no body (<see cref="None"/>), and gets none of the client's either, whatever goes wrong.
/// </remarks>
internal sealed class VendorContent(HttpMessageHandler connections) : DelegatingHandler(connections)
{
    private static readonly HttpRequestOptionsKey<RedactedBody> Key = new(nameof(RedactedBody));

    /// <summary>What YARP is told of the body.</summary>
    public static readonly IHttpRequestBodyDetectionFeature None = new NoBody();

    /// <summary>Says what the body of a request will be.</summary>
    public static void Set(HttpRequestMessage request, RedactedBody body) => request.Options.Set(Key, body);

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Options.TryGetValue(Key, out var body))
        {
            request.Content = body;
        }

        return base.SendAsync(request, cancellationToken);
    }

    private sealed class NoBody : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => false;
    }
}
