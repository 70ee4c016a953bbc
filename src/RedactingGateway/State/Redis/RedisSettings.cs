using System.Globalization;
using StackExchange.Redis;

namespace RedactingGateway.State.Redis;

/// <summary>The connection string, and what it must not leave to chance.</summary>
internal static class RedisSettings
{
    // 1 s to connect and between attempts: the start of a node waits so long, not longer.
    private const int ConnectMilliseconds = 1_000;

    /// <summary>Reads a connection string of StackExchange.Redis: hosts, TLS, Sentinel, Cluster.</summary>
    /// <exception cref="Options.StartRefusedException">It cannot be read; its text is not shown, it may hold a password.</exception>
    public static ConfigurationOptions Parse(string configuration, TimeSpan commandLimit)
    {
        ConfigurationOptions options;
        try
        {
            options = ConfigurationOptions.Parse(configuration);
        }
        catch (ArgumentException)
        {
            throw new Options.StartRefusedException("Gateway:Redis is no connection string of StackExchange.Redis, e.g. redis-1:6379,redis-2:6379,ssl=true,password=…");
        }

        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.AsyncTimeout = options.SyncTimeout = (int)commandLimit.TotalMilliseconds;
        options.ReconnectRetryPolicy = new LinearRetry(ConnectMilliseconds);
        options.IncludeDetailInExceptions = false;
        options.ClientName ??= "redacting-gateway";
        if (!configuration.Contains("connectTimeout", StringComparison.OrdinalIgnoreCase))
        {
            options.ConnectTimeout = ConnectMilliseconds;
        }

        return options;
    }

    /// <summary>What is wrong with how the servers keep data.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(IConnectionMultiplexer multiplexer)
    {
        SortedSet<string> reasons = new(StringComparer.Ordinal);
        foreach (var server in multiplexer.GetServers())
        {
            if (server is { IsConnected: true, IsReplica: false })
            {
                await CheckAsync(server, "maxmemory-policy", "noeviction", reasons);
                await CheckAsync(server, "appendonly", "yes", reasons);
            }
        }

        return [.. reasons];
    }

    private static async Task CheckAsync(IServer server, string setting, string expected, SortedSet<string> reasons)
    {
        string? actual = null;
        try
        {
            var answer = await server.ExecuteAsync("CONFIG", "GET", setting);
            actual = answer.Resp2Type == ResultType.Array && answer.Length == 2 ? (string?)answer[1] : null;
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            // Managed services forbid CONFIG: then it is not known.
        }

        if (actual is null)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"whether Redis has {setting} {expected} is unknown: it does not tell"));
        }
        else if (actual != expected)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"Redis has {setting} {actual} and needs {expected}, or it loses what it acknowledged"));
        }
    }
}
