using System.Runtime.InteropServices;
using RedactingGateway.Logging;
using RedactingGateway.Options;

namespace RedactingGateway.Hosting;

/// <summary>The time between the order to stop and the end of listening: whoever sends requests here learns from readiness to send them elsewhere.</summary>
/// <remarks>
/// New connections are still taken in that time, and every connection is told to end after its next answer
/// (<see cref="DrainingConnections"/>). Then the server closes its ports, and requests under way end within <see cref="GatewayOptions.DrainTimeout"/>.
/// </remarks>
internal sealed class Drain(GatewayOptions settings, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<Drain> logger) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _hurry = new();
    private PosixSignalRegistration? _interrupt;
    private volatile bool _hasBegun;

    /// <summary>Whether the gateway has been told to stop.</summary>
    public bool HasBegun => _hasBegun || lifetime.ApplicationStopping.IsCancellationRequested;

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // Ctrl+C is a person at a terminal, who waits for nobody; the server itself stops by the host's own handler.
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => _hurry.Cancel());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _hasBegun = true;
        if (settings.DrainDelay <= TimeSpan.Zero || _hurry.IsCancellationRequested)
        {
            return;
        }

        logger.Draining(settings.DrainDelay, settings.DrainTimeout);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _hurry.Token);
        await Task.Delay(settings.DrainDelay, time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt?.Dispose();
        _hurry.Dispose();
    }
}
