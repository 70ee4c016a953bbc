using RedactingGateway.State.Redis;
using RedactingGateway.State.Salts;

namespace RedactingGateway.State;

/// <summary>Opens the state before the first request, and starts what looks after it.</summary>
internal sealed class StateService(
    SaltKeeper salts, RetentionJob retention, RedisLink? link = null, RedisStore? store = null, RedisReplay? replay = null, NodeRegistry? nodes = null) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (link is not null)
        {
            link.OnRecovery(store!.ListenAsync);
            await link.StartAsync();
            link.OnUp(() => _ = salts.RunAsync());
            replay!.Start();
            await nodes!.StartAsync();
        }

        await salts.StartAsync();
        retention.Start();
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
