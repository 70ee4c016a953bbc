using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RedactingGateway.Hosting;

/// <summary>What the server accepts before the gateway sees a request.</summary>
internal static class ServerLimits
{
    // 32 KiB: pixels put a whole event into the URL; the longest that vendors still accept is 16 KiB.
    private const int MaxRequestLineBytes = 32 * 1024;

    // 32 KiB: what browsers send at most with 20 full cookies is about half of it.
    private const int MaxHeaderBytes = 32 * 1024;

    // 100 header fields: Kestrel's own default, stated because it is part of what we promise.
    private const int MaxHeaders = 100;

    // 10 s to send all headers: slower clients are attacks or gone.
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    // 2 minutes between requests of a connection, above the 60 to 75 s of usual load balancers in front.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromMinutes(2);

    // 240 bytes a second after 5 s, both ways: Kestrel's own default, below any phone. Idle streams and sockets are not measured.
    private static readonly MinDataRate SlowestClient = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    // 100 requests at once on a connection of HTTP/2: what browsers are used to. Kestrel ends a connection that opens and resets
    // streams faster than they can be let go, whose header block outgrows the limit above, or whose control frames pile up.
    private const int MaxStreams = 100;

    // An HTTP/2 client that does not answer a ping within 20 s of a silent minute is gone; its streams must not stay.
    private static readonly TimeSpan PingAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(20);

    /// <param name="kestrel">The server.</param>
    /// <param name="maxConnections">Connections at once, of each address.</param>
    public static void Apply(KestrelServerOptions kestrel, int maxConnections)
    {
        // Counted by address: when visitors' are used up, the probes still get through. Sockets that were upgraded are counted apart.
        kestrel.Limits.MaxConcurrentConnections = maxConnections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = maxConnections;
        kestrel.Limits.MinRequestBodyDataRate = SlowestClient;
        kestrel.Limits.MinResponseDataRate = SlowestClient;
        kestrel.Limits.Http2.MaxStreamsPerConnection = MaxStreams;
        kestrel.Limits.Http2.KeepAlivePingDelay = PingAfter;
        kestrel.Limits.Http2.KeepAlivePingTimeout = PingTimeout;
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = MaxHeaders;
        kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
        kestrel.Limits.KeepAliveTimeout = KeepAlive;

        // One char is one byte, both ways and for any byte: a header that passes is the header that came.
        kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
        kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
    }
}
