using System.Net.Sockets;
using RedactingGateway.Benchmarks.Measuring;

namespace RedactingGateway.Benchmarks.HungVendors;

/// <summary>A vendor that takes requests and says nothing while it hangs, and 204 at once otherwise.</summary>
internal sealed class SilentVendor : IDisposable
{
    private readonly SocketServer _server;
    private int _taken;

    public SilentVendor() => _server = new SocketServer(AnswerAsync);

    public string Address => $"http://{_server.Address}";

    public bool Hangs { get; set; }

    /// <summary>Requests taken so far.</summary>
    public int Taken => Volatile.Read(ref _taken);

    public void Dispose() => _server.Dispose();

    private async Task AnswerAsync(Socket socket)
    {
        Interlocked.Increment(ref _taken);
        if (!Hangs)
        {
            await socket.SendAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray());
        }
    }
}
