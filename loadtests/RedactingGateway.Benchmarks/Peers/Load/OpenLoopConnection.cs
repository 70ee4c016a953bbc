using System.Net;
using System.Net.Sockets;

namespace RedactingGateway.Benchmarks.Peers.Load;

/// <summary>A connection of the open loop, with one request under way at a time.</summary>
internal sealed class OpenLoopConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly AnswerReader _reader = new();
    private int _number;

    private OpenLoopConnection()
    {
    }

    public static async Task<OpenLoopConnection> OpenAsync(IPEndPoint target)
    {
        var connection = new OpenLoopConnection();
        await connection._socket.ConnectAsync(target);
        return connection;
    }

    /// <summary>Sends a request.</summary>
    /// <param name="number">Its number, which comes back with the answer.</param>
    /// <param name="bytes">Head and body: less than a socket's buffer, so that the call does not wait.</param>
    public void Send(int number, byte[] bytes)
    {
        _number = number;
        try
        {
            _socket.Send(bytes);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Whoever reads hears of it too.
        }
    }

    /// <summary>Reads answers until the connection is closed.</summary>
    /// <param name="answered">Told of each: number and status.</param>
    /// <param name="failed">Told of what ends it, unless that was <see cref="Dispose"/>.</param>
    public async Task ReadAsync(Action<OpenLoopConnection, int, int> answered, Action<Exception> failed)
    {
        try
        {
            while (await _socket.ReceiveAsync(_reader.Free) is > 0 and var read)
            {
                if (_reader.Take(read) is { } status)
                {
                    answered(this, _number, status);
                }
            }

            throw new InvalidDataException("A connection was closed.");
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
        {
            // The run is over.
        }
        catch (Exception e) when (e is SocketException or InvalidDataException)
        {
            failed(e);
        }
    }

    public void Dispose() => _socket.Dispose();
}
