using RedactingGateway.Hosting;

namespace RedactingGateway.FunctionalTests.Hosting;

/// <summary>What takes long goes on in the thread pool.</summary>
public sealed class SocketThreadTests
{
    [Fact]
    public async Task Leave_OnAThreadOfItsOwn_GoesOnInThePool()
    {
        var before = new TaskCompletionSource<bool>();
        var after = new TaskCompletionSource<bool>();
        var thread = new Thread(() => _ = LeaveAsync());
        thread.Start();
        thread.Join();

        Assert.False(await before.Task);
        Assert.True(await after.Task);

        async Task LeaveAsync()
        {
            before.SetResult(Thread.CurrentThread.IsThreadPoolThread);
            await SocketThread.LeaveAsync();
            after.SetResult(Thread.CurrentThread.IsThreadPoolThread);
        }
    }

    [Fact]
    public async Task Leave_InThePool_StaysThere() => Assert.True(await Task.Run(StaysAsync, TestContext.Current.CancellationToken));

    private static async Task<bool> StaysAsync()
    {
        var thread = Environment.CurrentManagedThreadId;
        await SocketThread.LeaveAsync();
        return Environment.CurrentManagedThreadId == thread;
    }
}
