using Microsoft.Extensions.Caching.Memory;

namespace RedactingGateway.Assets;

/// <summary>The services of vendors' static files.</summary>
internal static class AssetServices
{
    // 64 MiB: a hundred SDKs, compressed.
    private const long MemoryBytes = 64L * 1024 * 1024;

    // 5 MiB: a file of the largest size, if it cannot be compressed.
    private const long MaxEntryBytes = 5L * 1024 * 1024;

    public static void AddAssets(this IServiceCollection services)
    {
        services.AddOptions<MemoryCacheOptions>().Configure(static memory => memory.SizeLimit = MemoryBytes);
        services.AddHybridCache(static cache => cache.MaximumPayloadBytes = MaxEntryBytes).AddSerializer<AssetFile, AssetFileSerializer>();
        services.AddSingleton<AssetAccounts>();
        services.AddSingleton<AssetFetching>();
        services.AddSingleton<AssetServing>();
    }
}
