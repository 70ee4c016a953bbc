using System.Collections.Frozen;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Cli.Cleaning;

/// <summary>Writes a browser's session anew, without what is about somebody: only requests that a destination takes, and of them only what is known.</summary>
internal sealed partial class HarCleaner(PolicySnapshot policy)
{
    // Say how a body is written, what the page is, and what the visitor wants; nothing that is the visitor's own.
    private static readonly FrozenSet<string> KeptHeaders = new[]
    {
        "host", "accept", "content-type", "content-encoding", "sec-gpc", "dnt", "sec-fetch-dest", "sec-fetch-mode", "sec-fetch-site", "sec-fetch-user", "cache-control", "pragma",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // One for everybody, so that a policy still sees what it makes of such a value.
    private static readonly FrozenDictionary<string, string> OneForAll = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["user-agent"] = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
        ["accept-language"] = "en",
        ["accept-encoding"] = "gzip",
        ["sec-ch-ua"] = "\"Chromium\";v=\"140\"",
        ["sec-ch-ua-mobile"] = "?0",
        ["sec-ch-ua-platform"] = "\"Linux\"",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // Events that vendors define; a name that the site made up could hold anything.
    private static readonly FrozenSet<string> Events = new[]
    {
        "page_view", "view_item", "view_item_list", "view_cart", "select_item", "add_to_cart", "remove_from_cart", "begin_checkout", "add_payment_info", "add_shipping_info", "purchase", "refund",
        "search", "login", "sign_up", "scroll", "user_engagement", "session_start", "first_visit", "PageView", "ViewContent", "AddToCart", "InitiateCheckout", "Purchase", "Lead", "Search",
        "CompleteRegistration", "pageview",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly FakeValues _fakes = new();

    /// <summary>Requests that are for no destination and are left out.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Bodies that could not be decoded and are left out.</summary>
    public int BodiesLeftOut { get; private set; }

    /// <summary>The session without its values.</summary>
    public JsonObject Clean(IReadOnlyCollection<(string Host, HttpFile Request)> session)
    {
        var entries = new JsonArray();
        foreach (var (host, request) in Progress.Over("requests", session))
        {
            if (RequestMatch.OfBrowser(policy, request, host) is not { } destination)
            {
                LeftOut++;
                continue;
            }

            entries.Add(Entry(Clean(host, request, destination)));
        }

        return new JsonObject { ["log"] = new JsonObject { ["version"] = "1.2", ["creator"] = new JsonObject { ["name"] = "redacting-gateway har clean", ["version"] = "1" }, ["entries"] = entries } };
    }

    private (string Host, HttpFile Request) Clean(string host, HttpFile request, CompiledDestination destination)
    {
        var words = ClosedValues(destination);
        var cleaner = new ValueCleaner(_fakes, v => Events.Contains(v) || IsKnownHost(v, host) || words.Exists(w => w.Contains(Encoding.UTF8.GetBytes(v))));
        var segments = destination.Path.Split('/').Concat(destination.Endpoints.SelectMany(e => e.Path.Text.Split('/'))).Where(s => !s.StartsWith('{')).ToHashSet(StringComparer.Ordinal);
        var contentType = Header(request, "Content-Type");
        var body = request.Body.Length == 0 ? [] : cleaner.CleanBody(request.Body, contentType);
        BodiesLeftOut += body is null ? 1 : 0;
        return (host, request with
        {
            Target = Encoding.UTF8.GetBytes(cleaner.CleanTarget(Encoding.UTF8.GetString(request.Target), s => segments.Contains(s) || Version.IsMatch(s))),
            Headers = [.. request.Headers.Where(h => !h.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Select(h => KeyValuePair.Create(cleaner.CleanName(h.Key), Clean(cleaner, h)))],
            Body = body ?? [],
        });
    }

    private bool IsKnownHost(string name, string asked) =>
        name.Equals(asked, StringComparison.OrdinalIgnoreCase) || policy.Sites.Any(s => s.Hosts.Contains(name, StringComparer.OrdinalIgnoreCase));

    private static string Clean(ValueCleaner cleaner, KeyValuePair<string, string> header) => header.Key switch
    {
        var name when KeptHeaders.Contains(name) && !header.Value.Contains('@', StringComparison.Ordinal) => header.Value,
        var name when OneForAll.TryGetValue(name, out var value) => value,
        var name when name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) => string.Join("; ", header.Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(pair =>
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            return equals < 0 ? cleaner.CleanName(pair) : $"{cleaner.CleanName(pair[..equals])}={cleaner.Clean(pair[(equals + 1)..])}";
        })),
        _ => cleaner.Clean(header.Value),
    };

    // A list of the vendor's own words; a pattern takes a person's words too.
    private static List<ValueSpace> ClosedValues(CompiledDestination destination) =>
        [.. destination.Endpoints.SelectMany(e => e.Fields).Where(f => f is { Structural: true, Space.HasRoom: false }).Select(f => f.Space!).Distinct()];

    private static string? Header(HttpFile request, string name) => request.Headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static JsonObject Entry((string Host, HttpFile Request) cleaned)
    {
        var (host, request) = cleaned;
        var written = new JsonObject
        {
            ["method"] = request.Method,
            ["url"] = $"https://{host}{Encoding.UTF8.GetString(request.Target)}",
            ["httpVersion"] = "HTTP/1.1",
            ["cookies"] = new JsonArray(),
            ["headers"] = new JsonArray([.. request.Headers.Select(h => new JsonObject { ["name"] = h.Key, ["value"] = h.Value })]),
            ["queryString"] = new JsonArray(),
            ["headersSize"] = -1,
            ["bodySize"] = request.Body.Length,
        };
        if (request.Body.Length > 0)
        {
            var isText = request.Body is not [0x1f, 0x8b, ..];
            written["postData"] = new JsonObject
            {
                ["mimeType"] = Header(request, "Content-Type") ?? "",
                ["text"] = isText ? Encoding.UTF8.GetString(request.Body) : Convert.ToBase64String(request.Body),
            };
            if (!isText)
            {
                written["postData"]!["encoding"] = "base64";
            }
        }

        // What vendors answered is no part of a policy's test, and is about somebody as well. The moment is nobody's.
        return new JsonObject
        {
            ["startedDateTime"] = "2026-01-01T00:00:00.000Z",
            ["time"] = 0,
            ["request"] = written,
            ["response"] = new JsonObject
            {
                ["status"] = 204,
                ["statusText"] = "",
                ["httpVersion"] = "HTTP/1.1",
                ["cookies"] = new JsonArray(),
                ["headers"] = new JsonArray(),
                ["content"] = new JsonObject { ["size"] = 0, ["mimeType"] = "" },
                ["redirectURL"] = "",
                ["headersSize"] = -1,
                ["bodySize"] = 0,
            },
            ["cache"] = new JsonObject(),
            ["timings"] = new JsonObject { ["send"] = 0, ["wait"] = 0, ["receive"] = 0 },
        };
    }

    // A vendor's own: v21.0.
    [GeneratedRegex(@"\Av[0-9]{1,2}(\.[0-9]{1,2})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version { get; }
}
