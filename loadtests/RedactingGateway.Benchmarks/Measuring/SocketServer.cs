using System.Net;
using System.Net.Sockets;

namespace RedactingGateway.Benchmarks.Measuring;

/// <summary>A server on a bare socket of loopback: does with each request what it is told to, as long as a request fits into one read.</summary>
internal sealed class SocketServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Socket, Task> _answer;

    public SocketServer(Func<Socket, Task> answer)
    {
        _answer = answer;
        _listener.Start(1024);
        _ = AcceptAsync();
    }

    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

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
            // Whoever started it is done.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            var buffer = new byte[4096];
            try
            {
                while (await socket.ReceiveAsync(buffer) > 0)
                {
                    await _answer(socket);
                }
            }
            catch (SocketException)
            {
                // The client gave up.
            }
        }
    }
}
