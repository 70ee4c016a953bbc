using System.Net;
using System.Net.Sockets;

namespace RedactingGateway.LoadTests.Tests.Peers;

/// <summary>Takes every request at once and answers none before its stall, which begins with the first request, is over.</summary>
internal sealed class StallingServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lazy<Task> _stall;
    private readonly byte[] _answer;

    public StallingServer(TimeSpan stall, ReadOnlySpan<byte> answer)
    {
        _stall = new Lazy<Task>(() => Task.Delay(stall));
        _answer = answer.ToArray();
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
            // The test is over.
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
                    await _stall.Value;
                    await socket.SendAsync(_answer);
                }
            }
            catch (SocketException)
            {
                // The generator is done.
            }
        }
    }
}
