using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace RedactingGateway.FunctionalTests.Hosting;

/// <summary>A client of HTTP/2 that sends whatever frames it is told to (RFC 9113 § 4.1).</summary>
internal sealed class Http2Client : IAsyncDisposable
{
    public const byte Headers = 1, Reset = 3, Settings = 4, Ping = 6, GoAway = 7, Continuation = 9;

    public const byte EndStream = 1, EndHeaders = 4;

    private readonly SslStream _stream;
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromSeconds(30));

    private Http2Client(SslStream stream) => _stream = stream;

    /// <summary>GET / of shop.example, without Huffman and without the dynamic table (RFC 7541 § 6).</summary>
    public static byte[] Get { get; } = [0x82, 0x87, 0x84, 0x01, 12, .. Encoding.ASCII.GetBytes("shop.example")];

    public static async Task<Http2Client> ConnectAsync(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "shop.example",
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
        });
        var client = new Http2Client(stream);
        await stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray(), client._timeout.Token);
        await client.SendAsync(Frame(Settings, 0, 0, []));
        return client;
    }

    public static byte[] Frame(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8 | type);
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame.AsSpan(9));
        return frame;
    }

    public ValueTask SendAsync(byte[] frame) => _stream.WriteAsync(frame, _timeout.Token);

    /// <summary>Sends until the server ends the connection, or <paramref name="count"/> times.</summary>
    /// <returns>How often it was sent.</returns>
    public async Task<int> FloodAsync(int count, Func<int, byte[]> frames)
    {
        for (var i = 0; i < count; i++)
        {
            try
            {
                await SendAsync(frames(i));
            }
            catch (IOException)
            {
                return i;
            }
        }

        return count;
    }

    /// <summary>Reads to the end of the connection or the first frame that <paramref name="isWanted"/>.</summary>
    /// <returns>Its type and payload; null: the connection ended without.</returns>
    public async Task<(byte Type, byte[] Payload)?> ReadAsync(Func<byte, bool> isWanted)
    {
        var head = new byte[9];
        try
        {
            while (true)
            {
                await _stream.ReadExactlyAsync(head, _timeout.Token);
                var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(head) >>> 8];
                await _stream.ReadExactlyAsync(payload, _timeout.Token);
                if (isWanted(head[3]))
                {
                    return (head[3], payload);
                }
            }
        }
        catch (Exception e) when (e is IOException or EndOfStreamException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _timeout.Dispose();
    }
}
