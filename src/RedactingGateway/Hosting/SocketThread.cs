namespace RedactingGateway.Hosting;

/// <summary>The way off a socket's thread, for what takes long: while it is at work, no other connection of that thread is (<see cref="SocketThreads"/>).</summary>
internal static class SocketThread
{
    /// <summary>Completes on a thread of the pool; at once where this is one, as it is unless sockets work inline.</summary>
    public static ValueTask LeaveAsync() => Thread.CurrentThread.IsThreadPoolThread ? ValueTask.CompletedTask : new ValueTask(LeaveNowAsync());

    private static async Task LeaveNowAsync() => await Task.Yield();
}
