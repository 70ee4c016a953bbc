using RedactingGateway.Demo.Watching;

namespace RedactingGateway.Demo.Visitors;

/// <summary>Sends requests to the gateway from the demo's own side: replays, the shop's backend, and the visitor whose browser says <c>Sec-GPC</c>.</summary>
internal sealed class GatewayClient : IDisposable
{
    // The target goes out as it was recorded: System.Uri would rewrite escapes.
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    // Of the hop, or said anew for the visitor at hand.
    private static readonly HashSet<string> NotCopied = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Cookie", "Expect", "Host", "Keep-Alive", "Sec-GPC", "Transfer-Encoding", "Upgrade",
        VisitLog.VisitHeader,
    };

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
    });

    /// <summary>Address of the gateway, without trailing slash; set when it listens.</summary>
    public string Address { get; set; } = "";

    /// <summary>Sends a request as a visitor.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="target">Path and query, spelled as they are to be sent.</param>
    /// <param name="headers">Header fields; cookies and <c>Sec-GPC</c> among them are left out.</param>
    /// <param name="body">Body; may be empty.</param>
    /// <param name="cookie">The visitor's <c>Cookie</c> header, or null.</param>
    /// <param name="gpc">Whether to send <c>Sec-GPC: 1</c>.</param>
    /// <param name="visit">The visit it belongs to, or null: its <c>Referer</c> tells.</param>
    public async Task<HttpResponseMessage> SendAsync(
        string method, string target, IEnumerable<KeyValuePair<string, string>> headers, byte[] body, string? cookie, bool gpc, Visit? visit)
    {
        if (!Uri.TryCreate(Address + target, in AsWritten, out var uri))
        {
            throw new ArgumentException("The target is no path with query.", nameof(target));
        }

        using var request = new HttpRequestMessage(new HttpMethod(method), uri);
        if (body.Length > 0 || HttpMethods.IsPost(method))
        {
            request.Content = new ByteArrayContent(body);
        }

        foreach (var (name, value) in headers)
        {
            if (!NotCopied.Contains(name) && !name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
                && !request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        Add("Cookie", cookie);
        Add("Sec-GPC", gpc ? "1" : null);
        Add(VisitLog.VisitHeader, visit?.Id.ToString(null, System.Globalization.CultureInfo.InvariantCulture));
        return await _http.SendAsync(request);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
