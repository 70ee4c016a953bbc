using System.Net;
using System.Net.Sockets;

namespace RedactingGateway.Benchmarks.HungVendors;

/// <summary>A vendor that takes requests and says nothing while it hangs, and 204 at once otherwise.</summary>
internal sealed class SilentVendor : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _taken;

    public SilentVendor()
    {
        _listener.Start(1024);
        _ = AcceptAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    public bool Hangs { get; set; }

    /// <summary>Requests taken so far.</summary>
    public int Taken => Volatile.Read(ref _taken);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The measurement is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            var buffer = new byte[4096];
            try
            {
                // A request without body fits into one read, on loopback.
                while (await socket.ReceiveAsync(buffer) > 0)
                {
                    Interlocked.Increment(ref _taken);
                    if (!Hangs)
                    {
                        await socket.SendAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray());
                    }
                }
            }
            catch (SocketException)
            {
                // The gateway gave up.
            }
        }
    }
}
