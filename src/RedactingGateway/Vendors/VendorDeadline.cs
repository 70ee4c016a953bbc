using RedactingGateway.Core.Policies;

namespace RedactingGateway.Vendors;

/// <summary>Ends a request to a vendor that is silent for too long, or that takes too long altogether.</summary>
/// <remarks>YARP's own activity time-out stays behind it; it has a clock of its own, and none of a body that is read here.</remarks>
internal sealed class VendorDeadline : IDisposable
{
    private readonly CancellationTokenSource _end;
    private readonly TimeProvider _time;
    private readonly CompiledHost _host;
    private readonly long _start;

    public VendorDeadline(CompiledHost host, TimeProvider time)
    {
        (_host, _time, _start) = (host, time, time.GetTimestamp());
        _end = new CancellationTokenSource(Shorter(host.ActivityTimeout, host.TotalTimeout), time);
    }

    public CancellationToken Token => _end.Token;

    /// <summary>The vendor said something: its silence begins anew.</summary>
    public void Heard()
    {
        var left = _host.TotalTimeout - _time.GetElapsedTime(_start);
        _end.CancelAfter(Shorter(_host.ActivityTimeout, left > TimeSpan.Zero ? left : TimeSpan.Zero));
    }

    /// <inheritdoc/>
    public void Dispose() => _end.Dispose();

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
