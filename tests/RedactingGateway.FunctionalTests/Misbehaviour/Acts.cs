using System.Text;

namespace RedactingGateway.FunctionalTests.Misbehaviour;

/// <summary>What a vendor may do to a connection.</summary>
internal static class Acts
{
    /// <summary>Says something and falls silent.</summary>
    public static Func<Stream, CancellationToken, Task> Silent(string said = "") => async (stream, stop) =>
    {
        await SayAsync(stream, said, stop);
        await Task.Delay(Timeout.Infinite, stop);
    };

    /// <summary>Says something and closes.</summary>
    public static Func<Stream, CancellationToken, Task> Close(string said) => (stream, stop) => SayAsync(stream, said, stop);

    /// <summary>Repeats something until the connection breaks, and tells how many bytes it took.</summary>
    public static Func<Stream, CancellationToken, Task> Flood(string said, string repeated, long bytes, TaskCompletionSource<long> taken) => async (stream, stop) =>
    {
        var sent = 0L;
        try
        {
            await SayAsync(stream, said, stop);
            var block = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(repeated, Math.Max(1, 64 * 1024 / repeated.Length))));
            for (; sent < bytes; sent += block.Length)
            {
                await stream.WriteAsync(block, stop);
            }
        }
        catch (IOException)
        {
            // That is what a flood is answered with.
        }

        taken.TrySetResult(sent);
    };

    private static Task SayAsync(Stream stream, string said, CancellationToken stop) => stream.WriteAsync(Encoding.Latin1.GetBytes(said), stop).AsTask();
}
