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

    public static void Apply(KestrelServerOptions kestrel)
    {
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
