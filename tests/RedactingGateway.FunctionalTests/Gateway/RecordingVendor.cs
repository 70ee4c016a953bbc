using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace RedactingGateway.FunctionalTests.Gateway;

/// <summary>A vendor on a bare socket that takes down every byte it gets.</summary>
internal sealed class RecordingVendor : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Channel<RecordedRequest> _requests = Channel.CreateUnbounded<RecordedRequest>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _count;

    public RecordingVendor()
    {
        _listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _accepting = AcceptAsync();
    }

    public string Address { get; }

    public string Authority => Address["http://".Length..];

    /// <summary>What the vendor does; 204 by default.</summary>
    public Func<RecordedRequest, VendorReply> Reply { get; set; } = static _ => new VendorReply();

    /// <summary>Requests so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The next request that came in.</summary>
    public async Task<RecordedRequest> NextAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _requests.Reader.ReadAsync(timeout.Token);
    }

    /// <summary>Ends the vendor; a test may do so earlier, to have one that is down.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var stream = new NetworkStream(socket, ownsSocket: true);
        var reader = new WireReader(stream);
        try
        {
            while (await reader.ReadHeadAsync(_stop.Token) is var (line, headers))
            {
                var parts = line.Split(' ');
                var request = new RecordedRequest(parts[0], parts[1], headers, await reader.ReadBodyAsync(headers, _stop.Token));
                Interlocked.Increment(ref _count);
                var reply = Reply(request);
                _requests.Writer.TryWrite(request);
                if (reply.Until is { } until)
                {
                    await until.WaitAsync(_stop.Token);
                }

                if (reply.Act is { } act)
                {
                    await act(stream, _stop.Token);
                    return;
                }

                if (reply.Reset)
                {
                    socket.LingerState = new LingerOption(enable: true, 0);
                    return;
                }

                await stream.WriteAsync(reply.Bytes(), _stop.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or EndOfStreamException)
        {
            // The gateway or the test closed the connection.
        }
    }
}
