using System.Threading.RateLimiting;
using Polly;
using Polly.CircuitBreaker;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Logging;
using RedactingGateway.Responses;

namespace RedactingGateway.Vendors;

/// <summary>Lets as many requests to one host of a destination through as it may have, and none while it does not answer.</summary>
/// <remarks>
/// There is no queue: what would wait for a hung vendor would hold its memory and its client for nothing. The circuit counts silence and
/// broken connections only. A vendor that answers 500 at once holds nobody up, and its SDK hears of it.
/// </remarks>
internal sealed class VendorGate : IDisposable
{
    // Half of at least 10 requests within 30 s: one lost request opens nothing, a dead vendor opens it with its first time-outs.
    private const double FailureRatio = 0.5;
    private const int LeastRequests = 10;
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(30);

    /// <summary>15 s until a trial request: a restart is over by then, and what beacons lose until then is bounded.</summary>
    public static readonly TimeSpan Break = TimeSpan.FromSeconds(15);

    private readonly string _destination;
    private readonly string _host;
    private readonly ConcurrencyLimiter _slots;
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ResiliencePipeline<VendorOutcome> _circuit;
    private readonly TimeProvider _time;
    private long _opened;
    private long _busy;
    private long _open;

    public VendorGate(string destination, string host, int concurrency, TimeProvider time, ILogger<VendorGate> logger)
    {
        (_destination, _host, Concurrency) = (destination, host, concurrency);
        _time = time;
        _slots = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = concurrency, QueueLimit = 0 });
        _circuit = new ResiliencePipelineBuilder<VendorOutcome> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<VendorOutcome>
            {
                FailureRatio = FailureRatio,
                MinimumThroughput = LeastRequests,
                SamplingDuration = Sampling,
                BreakDuration = Break,
                StateProvider = _state,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result is not { IsComplete: true }),
                OnOpened = _ => Told(() =>
                {
                    Interlocked.Exchange(ref _opened, time.GetTimestamp());
                    logger.CircuitOpened(destination, host);
                }),
                OnClosed = _ => Told(() => logger.CircuitClosed(destination, host)),
            })
            .Build();
    }

    /// <summary>Requests that may be on their way at once.</summary>
    public int Concurrency { get; }

    /// <summary>Sends, if that is allowed now.</summary>
    /// <returns>Why nothing was sent, or <see cref="WithheldReason.None"/>.</returns>
    public async ValueTask<WithheldReason> SendAsync<TState>(Func<TState, Task<VendorOutcome>> send, TState state)
    {
        using var slot = _slots.AttemptAcquire();
        if (!slot.IsAcquired)
        {
            Interlocked.Increment(ref _busy);
            return WithheldReason.VendorBusy;
        }

        var context = ResilienceContextPool.Shared.Get(CancellationToken.None);
        try
        {
            var outcome = await _circuit.ExecuteOutcomeAsync(static (_, call) => TryAsync(call.Send, call.State), context, (Send: send, State: state));
            if (outcome.Exception is BrokenCircuitException)
            {
                Interlocked.Increment(ref _open);
                return WithheldReason.CircuitOpen;
            }

            outcome.ThrowIfException();
            return WithheldReason.None;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>What it does now, and what it has refused.</summary>
    public VendorGateState Read() => new(
        _destination,
        _host,
        Position,
        Concurrency - (int)_slots.GetStatistics()!.CurrentAvailablePermits,
        Concurrency,
        Interlocked.Read(ref _busy),
        Interlocked.Read(ref _open));

    // The circuit itself notices the end of its break with the next request only; without traffic it would look open all night.
    private CircuitPosition Position => _state.CircuitState switch
    {
        CircuitState.Closed => CircuitPosition.Closed,
        CircuitState.HalfOpen => CircuitPosition.HalfOpen,
        _ => _time.GetElapsedTime(Interlocked.Read(ref _opened)) >= Break ? CircuitPosition.HalfOpen : CircuitPosition.Open,
    };

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    // A trial request whose end nobody hears of would leave the circuit half-open for good.
    private static async ValueTask<Outcome<VendorOutcome>> TryAsync<TState>(Func<TState, Task<VendorOutcome>> send, TState state)
    {
        try
        {
            return Outcome.FromResult(await send(state));
        }
#pragma warning disable CA1031 // It is thrown again, once the circuit has counted it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Outcome.FromException<VendorOutcome>(e);
        }
    }

    private static ValueTask Told(Action tell)
    {
        tell();
        return ValueTask.CompletedTask;
    }
}
