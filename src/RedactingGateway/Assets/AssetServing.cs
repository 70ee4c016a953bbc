using System.Collections.Concurrent;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Hybrid;
using RedactingGateway.Core.Notices.Trackers;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Signals;
using RedactingGateway.Pipeline;
using RedactingGateway.Responses;
using RedactingGateway.Vendors;

namespace RedactingGateway.Assets;

/// <summary>Serves vendors' static files below a destination's path: those that the dictionary lists, and only to visitors who granted something there.</summary>
/// <remarks>The vendor hears of no visitor: files are fetched for the gateway, and kept.</remarks>
internal sealed class AssetServing(ClientRate clientRate, EnvelopeGrant envelope, HybridCache cache, AssetFetching fetching, AssetAccounts accounts, TimeProvider time)
{
    // A browser that has the file asks each time whether it may still run it: a withdrawal must reach what scripts insert, too.
    private const string Revalidated = "private, no-cache";

    // 64 bits: a handful of rules at a time.
    private const int RulesBytes = 8;

    // Files that are being fetched anew: one request for each, however many visitors come meanwhile.
    private readonly ConcurrentDictionary<string, byte> _renewing = new(StringComparer.Ordinal);

    private static readonly HybridCacheEntryOptions Kept = new() { Expiration = TimeSpan.FromDays(1), LocalCacheExpiration = TimeSpan.FromDays(1) };

    // What did not come is known here for as long as it counts, and never in the shared store: addresses that somebody makes up are no files.
    private static readonly HybridCacheEntryOptions Fetched = new()
    {
        Expiration = AssetFetching.LeastFresh,
        LocalCacheExpiration = AssetFetching.LeastFresh,
        Flags = HybridCacheEntryFlags.DisableDistributedCacheWrite,
    };

    /// <summary>Answers a request for a static file; any other goes on.</summary>
    public async ValueTask<bool> TryAnswerAsync(HttpContext context, GatewayFeature gateway)
    {
        if (Find(context, gateway) is not { } asset)
        {
            return false;
        }

        var destination = gateway.Destination!;
        if (!clientRate.Run(context, gateway))
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "1";
            return true;
        }

        CrossOrigin.Apply(context, gateway.Policy, gateway.Destination);
        gateway.Signals = await envelope.ReadAsync(context, gateway);
        gateway.Grant = Grant.Decide(destination, gateway.Signals);
        var file = VisitorStores.MayRun(destination, gateway.Grant) && !IsServiceWorker(context.Request) ? await ReadAsync(gateway, asset) : null;
        accounts.Add(destination.Id, file?.Outcome ?? AssetOutcome.Stub);
        await (file is { Outcome: AssetOutcome.Served } ? WriteAsync(context, gateway, file) : AssetStub.WriteAsync(context, Path(gateway)));
        return true;
    }

    private static CompiledAsset? Find(HttpContext context, GatewayFeature gateway) =>
        gateway is { IsAgreed: true, Endpoint: null, Destination: { } destination } && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            ? destination.FindAsset(Path(gateway), Query(gateway))
            : null;

    // It would stand between the browser and the site's pages.
    private static bool IsServiceWorker(HttpRequest request) => request.Headers.ContainsKey("Service-Worker");

    private static ReadOnlySpan<char> Path(GatewayFeature gateway) => gateway.Target.Path[gateway.Destination!.Path.Length..];

    private static ReadOnlySpan<char> Query(GatewayFeature gateway) => gateway.Target.Text.AsSpan(Math.Min(gateway.Target.PathLength + 1, gateway.Target.Text.Length));

    private async Task<AssetFile> ReadAsync(GatewayFeature gateway, CompiledAsset asset)
    {
        var destination = gateway.Destination!;
        var query = asset.NamingQuery(Query(gateway));
        var target = query.Length == 0 ? Path(gateway).ToString() : $"{Path(gateway)}?{query}";
        var key = $"asset:{destination.Id}:{Rules(destination, asset)}:{target}";
        var file = await GetAsync(key, gateway.Policy, destination, asset, target);
        if (file.FreshUntil > time.GetUtcNow())
        {
            return file;
        }

        // No page waits for a vendor that is slow today (RFC 5861 § 3); whoever comes next gets what is fetched now.
        if (file.Outcome == AssetOutcome.Served)
        {
            if (_renewing.TryAdd(key, 0))
            {
                _ = RenewAsync(key, file, gateway.Policy, destination, asset, target);
            }

            return file;
        }

        await cache.RemoveAsync(key);
        return await GetAsync(key, gateway.Policy, destination, asset, target);
    }

    private async Task RenewAsync(string key, AssetFile stale, PolicySnapshot policy, CompiledDestination destination, CompiledAsset asset, string target)
    {
        try
        {
            var fresh = await fetching.FetchAsync(policy, destination, asset, target, AssetFetching.InTheBackground);

            // A vendor that is away does not take its script out of the pages.
            var kept = fresh.Outcome == AssetOutcome.Unreachable ? stale with { FreshUntil = fresh.FreshUntil } : fresh;
            if (kept.Outcome != AssetOutcome.Served)
            {
                await cache.RemoveAsync(key); // also from the shared store, in which what did not come is not written
            }

            await cache.SetAsync(key, kept, kept.Outcome == AssetOutcome.Served ? Kept : Fetched);
        }
        finally
        {
            _renewing.TryRemove(key, out _);
        }
    }

    // What a file is made by. Another policy that says the same of it does not have it fetched again: the vendor may be away.
    private static string Rules(CompiledDestination destination, CompiledAsset asset)
    {
        var rules = $"{destination.Hosts[asset.Host]}\n{destination.Path}\n{string.Join('\n', asset.Replacements)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rules)).AsSpan(0, RulesBytes));
    }

    // Whoever waits for it may go away: the next one still wants it.
    private async ValueTask<AssetFile> GetAsync(string key, PolicySnapshot policy, CompiledDestination destination, CompiledAsset asset, string target)
    {
        var isFetched = new StrongBox<bool>();
        var file = await cache.GetOrCreateAsync(
            key, (fetching, policy, destination, asset, target, isFetched),
            static async (state, _) =>
            {
                state.isFetched.Value = true;
                return await state.fetching.FetchAsync(state.policy, state.destination, state.asset, state.target, AssetFetching.WhileAPageWaits);
            },
            Fetched, cancellationToken: CancellationToken.None);
        if (isFetched.Value && file.Outcome == AssetOutcome.Served)
        {
            await cache.SetAsync(key, file, Kept);
        }

        return file;
    }

    private static async Task WriteAsync(HttpContext context, GatewayFeature gateway, AssetFile file)
    {
        var headers = context.Response.Headers;
        headers.ContentType = file.MediaType;
        headers.CacheControl = Revalidated;
        headers.ETag = file.Tag;
        headers.LastModified = file.LastModified.Length == 0 ? default : file.LastModified;
        headers.Vary = "Origin, Cookie, Accept-Encoding";
        headers.XContentTypeOptions = "nosniff";
        headers["X-Robots-Tag"] = "noindex";

        // Whether a visitor gets the file says what the visitor chose: other sites' pages may not find it out. A host of trackers alone has no cookie.
        headers["Cross-Origin-Resource-Policy"] = gateway.Site?.Upstream is null ? "cross-origin" : "same-site";
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Tag == file.Tag || t.Tag == "*"))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var isGzip = TakesGzip(context.Request);
        var body = isGzip ? file.Body : Decompress(file.Body);
        headers.ContentEncoding = isGzip ? "gzip" : default;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body);
        }
    }

    private static bool TakesGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(static e => e.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && e.Quality is not 0);

    private static byte[] Decompress(byte[] body)
    {
        using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        using var decompressed = new MemoryStream();
        gzip.CopyTo(decompressed);
        return decompressed.ToArray();
    }
}
