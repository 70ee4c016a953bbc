using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Logging;
using RedactingGateway.Routing;

namespace RedactingGateway.Assets;

/// <summary>Fetches a vendor's static file: a request that says nothing of whoever wanted it.</summary>
internal sealed class AssetFetching(VendorClusters clusters, TimeProvider time, ILogger<AssetFetching> logger) : IDisposable
{
    // 4 MiB decompressed: the largest SDK that is known has less than one.
    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>3 s: a page stands still at a script without <c>async</c>, and a visitor leaves one that does not go on.</summary>
    public static readonly TimeSpan WhileAPageWaits = TimeSpan.FromSeconds(3);

    /// <summary>10 s: nobody waits; a slow vendor may still answer.</summary>
    public static readonly TimeSpan InTheBackground = TimeSpan.FromSeconds(10);

    // Vendors say a quarter of an hour to a year. A minute: a page must not cost them a request; an hour: what they mend arrives the same day.
    public static readonly TimeSpan LeastFresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MostFresh = TimeSpan.FromHours(1);

    // 16 of one destination: more at once are made up addresses, not files of pages. The files of others come all the same.
    private const int MaxRunning = 16;

    // Bounded by policies: their destinations are few, and keep their names.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _running = new(StringComparer.Ordinal);

    /// <summary>Fetches, and gives up after <paramref name="limit"/>.</summary>
    public async Task<AssetFile> FetchAsync(PolicySnapshot policy, CompiledDestination destination, CompiledAsset asset, string target, TimeSpan limit)
    {
        var file = await TryFetchAsync(policy, destination, asset, target, limit);
        if (file.Outcome != AssetOutcome.Served)
        {
            logger.AssetNotServed(destination.Id, asset.Path, file.Outcome);
        }

        return file;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var slots in _running.Values)
        {
            slots.Dispose();
        }
    }

    private async Task<AssetFile> TryFetchAsync(PolicySnapshot policy, CompiledDestination destination, CompiledAsset asset, string target, TimeSpan limit)
    {
        var slots = _running.GetOrAdd(destination.Id, static _ => new SemaphoreSlim(MaxRunning));
        if (clusters.Find(policy, destination, asset.Host) is not { } cluster || !await slots.WaitAsync(TimeSpan.Zero))
        {
            return Failed(AssetOutcome.Unreachable);
        }

        try
        {
            using var timeout = new CancellationTokenSource(limit, time);
            using var request = new HttpRequestMessage(HttpMethod.Get, RawUri.Create(destination.Hosts[asset.Host], target));
            request.Headers.TryAddWithoutValidation("User-Agent", "RedactingGateway");
            request.Headers.TryAddWithoutValidation("Accept", "*/*");
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br");
            using var response = await cluster.Model.HttpClient.SendAsync(request, timeout.Token);
            return response.StatusCode == HttpStatusCode.OK
                ? await ReadAsync(destination, asset, response, timeout.Token)
                : Failed(response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone ? AssetOutcome.NotFound : AssetOutcome.Unreachable);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return Failed(AssetOutcome.Unreachable);
        }
        catch (InvalidDataException)
        {
            return Failed(AssetOutcome.Unfit);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<AssetFile> ReadAsync(CompiledDestination destination, CompiledAsset asset, HttpResponseMessage response, CancellationToken token)
    {
        var mediaType = response.Content.Headers.TryGetValues("Content-Type", out var types) ? string.Join(',', types) : "";
        if (!AssetTypes.IsStatic(mediaType) || await BodyAsync(response, token) is not { } body)
        {
            return Failed(AssetOutcome.Unfit);
        }

        if (!asset.Replacements.IsEmpty)
        {
            if (Replace(body, asset, destination) is not { } replaced)
            {
                return Failed(AssetOutcome.Changed);
            }

            body = replaced;
        }

        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"";
        var modified = response.Content.Headers.LastModified?.ToString("R", CultureInfo.InvariantCulture) ?? "";
        return new(AssetOutcome.Served, time.GetUtcNow() + Freshness(response), mediaType, modified, tag, Compress(body));
    }

    private static async Task<byte[]?> BodyAsync(HttpResponseMessage response, CancellationToken token)
    {
        await using var raw = await response.Content.ReadAsStreamAsync(token);
        await using Stream? decoded = string.Join(',', response.Content.Headers.ContentEncoding).ToLowerInvariant() switch
        {
            "" or "identity" => raw,
            "gzip" => new GZipStream(raw, CompressionMode.Decompress),
            "br" => new BrotliStream(raw, CompressionMode.Decompress),
            _ => null,
        };
        if (decoded is null)
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await decoded.ReadAsync(buffer, token) is > 0 and var length)
        {
            if (body.Length + length > MaxBytes)
            {
                return null;
            }

            body.Write(buffer, 0, length);
        }

        return body.ToArray();
    }

    // As Latin-1, in which a byte is a character: what is not replaced stays the same bytes.
    private static byte[]? Replace(byte[] body, CompiledAsset asset, CompiledDestination destination)
    {
        var text = Encoding.Latin1.GetString(body);
        foreach (var replacement in asset.Replacements)
        {
            var find = AsLatin1(replacement.Find);
            if (Count(text, find) < replacement.AtLeast)
            {
                return null;
            }

            text = text.Replace(find, AsLatin1(replacement.With.Replace("{destination}", destination.Path, StringComparison.Ordinal)), StringComparison.Ordinal);
        }

        return Encoding.Latin1.GetBytes(text);

        static string AsLatin1(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
    }

    private static int Count(string text, string find)
    {
        var count = 0;
        for (var at = text.IndexOf(find, StringComparison.Ordinal); at >= 0; at = text.IndexOf(find, at + find.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    private static byte[] Compress(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(body);
        }

        return compressed.ToArray();
    }

    private static TimeSpan Freshness(HttpResponseMessage response)
    {
        var age = response.Headers.CacheControl is { NoStore: false, NoCache: false } control ? control.SharedMaxAge ?? control.MaxAge ?? LeastFresh : LeastFresh;
        return age < LeastFresh ? LeastFresh : age > MostFresh ? MostFresh : age;
    }

    private AssetFile Failed(AssetOutcome outcome) => AssetFile.Failed(outcome, time.GetUtcNow() + LeastFresh);
}
