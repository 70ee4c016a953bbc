using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace RedactingGateway.FunctionalTests.Reload;

/// <summary>A clock that tells when somebody begins to wait for quiet, and lets half a second go by when told to.</summary>
internal sealed class QuietTime : FakeTimeProvider
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    private readonly Channel<bool> _waits = Channel.CreateUnbounded<bool>();

    public QuietTime() : base(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == Quiet)
        {
            _waits.Writer.TryWrite(true);
        }

        return timer;
    }

    /// <summary>Waits until somebody waits for quiet.</summary>
    public async Task WaitedForAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await _waits.Reader.ReadAsync(timeout.Token);
    }

    public void GoOn() => Advance(Quiet);
}
