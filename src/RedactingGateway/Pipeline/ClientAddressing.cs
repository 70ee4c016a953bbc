using Microsoft.Extensions.Primitives;
using RedactingGateway.Logging;
using RedactingGateway.Options;

namespace RedactingGateway.Pipeline;

/// <summary>Before routing. After it the request has the address, the scheme and, where that is set, the host that trusted proxies say; everybody else says nothing.</summary>
internal sealed class ClientAddressing(RequestDelegate next, TrustedPeers trusted, GatewayOptions settings, ILogger<ClientAddressing> logger)
{
    // 259 characters: a name of DNS, a colon and a port.
    private const int MaxHostLength = 259;

    private int _hasTold;

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        var address = ClientAddress.Resolve(context.Connection.RemoteIpAddress, headers[ForwardedNames.For], trusted);
        context.Features.Set(address);
        context.Connection.RemoteIpAddress = address.Client;
        if (address.IsPeerTrusted)
        {
            Believe(context.Request, address.Hops);
        }
        else if (_hasTold == 0 && headers.ContainsKey(ForwardedNames.For) && Interlocked.Exchange(ref _hasTold, 1) == 0)
        {
            // Once: whoever forgot to name the proxy learns it, and whoever makes headers up cannot fill the log.
            logger.ForwardedNotBelieved();
        }

        return next(context);
    }

    private void Believe(HttpRequest request, int hops)
    {
        if (Entry(request.Headers[ForwardedNames.Proto], hops) is { } scheme)
        {
            request.Scheme = scheme.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase) ? Uri.UriSchemeHttps
                : scheme.Equals(Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase) ? Uri.UriSchemeHttp
                : request.Scheme;
        }

        if (settings.TrustForwardedHost && Entry(request.Headers[ForwardedNames.Host], hops) is { Length: <= MaxHostLength } host && IsHost(host))
        {
            request.Host = new HostString(host);
        }
    }

    // Proxies that add to the list have an entry for each hop; one that only sets it has one for all.
    private static string? Entry(StringValues header, int hops)
    {
        var entries = header.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return entries.Length == 0 ? null : entries[Math.Max(entries.Length - Math.Max(hops, 1), 0)];
    }

    private static bool IsHost(string host) => Uri.CheckHostName(new HostString(host).Host) != UriHostNameType.Unknown && !host.Contains('@');
}
