using System.Globalization;
using RedactingGateway.Core.Policies;
using Yarp.ReverseProxy.Forwarder;

namespace RedactingGateway.Routing;

/// <summary>How connections to vendors and sites are made; YARP's defaults already follow no redirect, keep no cookie and decompress nothing.</summary>
internal sealed class VendorConnections(ILogger<ForwarderHttpClientFactory> logger) : ForwarderHttpClientFactory(logger)
{
    // 64 KiB: an answer's rest that is read and thrown away, so that its connection can be used again; a longer one costs the connection.
    private const int MaxDrainBytes = 64 * 1024;

    // 32 KiB, what the gateway itself takes of a client: no vendor's answer has a tenth of it.
    private const int MaxHeaderKiB = 32;

    // 2 s for a site, whose policy names no time: a host that does not accept by then is down; a page must not wait for it.
    private static readonly TimeSpan ConnectTimeout = CompiledHost.DefaultConnectTimeout;

    // 5 minutes: vendors move by DNS.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        handler.ConnectTimeout = context.NewMetadata?.GetValueOrDefault(RouteNames.ConnectTimeoutKey) is { } milliseconds
            ? TimeSpan.FromMilliseconds(int.Parse(milliseconds, CultureInfo.InvariantCulture))
            : ConnectTimeout;
        handler.PooledConnectionLifetime = Lifetime;
        if (IsVendor(context))
        {
            // No traceparent, no baggage: ids that could join a vendor's data with ours or with another vendor's.
            handler.ActivityHeadersPropagator = null;
            handler.MaxResponseHeadersLength = MaxHeaderKiB;
            handler.MaxResponseDrainSize = MaxDrainBytes;
        }
    }

    /// <inheritdoc/>
    protected override HttpMessageHandler WrapHandler(ForwarderHttpClientContext context, HttpMessageHandler handler) =>
        IsVendor(context) ? new VendorContent(handler) : handler;

    private static bool IsVendor(ForwarderHttpClientContext context) => context.NewMetadata?.ContainsKey(RouteNames.DestinationKey) == true;
}
