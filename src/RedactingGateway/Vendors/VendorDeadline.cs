using RedactingGateway.Core.Policies;

namespace RedactingGateway.Vendors;

/// <summary>Ends a request to a vendor that is silent for too long, or that takes too long altogether.</summary>
/// <remarks>YARP's own activity time-out stays behind it; it has a clock of its own, and none of a body that is read here.</remarks>
internal sealed class VendorDeadline : IDisposable
{
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _total;
    private readonly CancellationTokenSource _either;
    private readonly TimeSpan _activityTimeout;

    public VendorDeadline(CompiledHost host, TimeProvider time)
    {
        _activityTimeout = host.ActivityTimeout;
        _silence = new CancellationTokenSource(host.ActivityTimeout, time);
        _total = new CancellationTokenSource(host.TotalTimeout, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_silence.Token, _total.Token);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>The vendor said something: its silence begins anew.</summary>
    public void Heard() => _silence.CancelAfter(_activityTimeout);

    /// <inheritdoc/>
    public void Dispose()
    {
        _either.Dispose();
        _silence.Dispose();
        _total.Dispose();
    }
}
