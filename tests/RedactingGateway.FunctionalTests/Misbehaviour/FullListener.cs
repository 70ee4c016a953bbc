using System.Net;
using System.Net.Sockets;

namespace RedactingGateway.FunctionalTests.Misbehaviour;

/// <summary>A listener that accepts nobody and whose queue is full.</summary>
internal sealed class FullListener : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _queued = [];

    public string Address => $"http://{_listener.LocalEndPoint}";

    public static FullListener Start()
    {
        var full = new FullListener();
        full._listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full._listener.Listen(1);

        // More than the queue holds; those that it does not hold stay in the middle of connecting.
        for (var i = 0; i < 4; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            full._queued.Add(socket);
            try
            {
                socket.Connect(full._listener.LocalEndPoint!);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // It goes on connecting by itself.
            }
        }

        return full;
    }

    public void Dispose()
    {
        _queued.ForEach(socket => socket.Dispose());
        _listener.Dispose();
    }
}
