using Microsoft.Extensions.Caching.StackExchangeRedis;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Options;
using RedactingGateway.State.Redis;
using RedactingGateway.State.Salts;
using RedactingGateway.State.Sqlite;

namespace RedactingGateway.State;

/// <summary>The state's services: on this node's disk alone, or shared through Redis.</summary>
internal static class StateServices
{
    public static void AddState(this IServiceCollection services, GatewayOptions settings)
    {
        services.AddSingleton(_ => SqliteDatabase.Open(settings.StateDirectory));
        services.AddSingleton<StateChanges>();
        services.AddSingleton<StateRetention>();
        services.AddSingleton<EpochSalts>();
        services.AddSingleton(s => new SaltFiles(s.GetRequiredService<SqliteDatabase>().Directory.Salts));
        if (settings.Redis is { Length: > 0 } redis)
        {
            services.AddShared(redis);
        }
        else
        {
            services.AddSingleton<IStateStore, SqliteStore>();
        }

        // Their optional parameters are what only several nodes need.
        services.AddSingleton<StateWriting>();
        services.AddSingleton<SaltKeeper>();
        services.AddSingleton<Objections>();
        services.AddSingleton<ConsentRecords>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<RetentionJob>();
        services.AddSingleton<StateHealth>();
        services.AddHostedService<StateService>();
    }

    private static void AddShared(this IServiceCollection services, string redis)
    {
        // A setting that cannot be read is told before anything starts.
        var options = RedisSettings.Parse(redis);
        services.AddSingleton<StateJournal>();
        services.AddSingleton(s => new RedisLink(
            options, s.GetRequiredService<SqliteDatabase>().Node, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<RedisLink>>()));
        services.AddSingleton<RedisStore>();
        services.AddSingleton<IStateStore>(s => s.GetRequiredService<RedisStore>());
        services.AddSingleton<RedisReplay>();
        services.AddSingleton<SaltExchange>();
        services.AddSingleton<SaltAgreement>();
        services.AddSingleton<NodeRegistry>();

        // For what may be lost, over the same connection.
        services.AddStackExchangeRedisCache(static cache => cache.InstanceName = "rgw:cache:");
        services.AddOptions<RedisCacheOptions>().Configure<RedisLink>(static (cache, link) => cache.ConnectionMultiplexerFactory = link.MultiplexerAsync);
    }
}
