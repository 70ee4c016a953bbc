using System.Net;
using System.Net.Sockets;

namespace RedactingGateway.Benchmarks.Peers;

/// <summary>A proxy or the sink, running on its core.</summary>
internal sealed class PeerServer : IAsyncDisposable
{
    /// <summary>Core of sink and generators; the proxy has core 0 for itself.</summary>
    public const int OtherCore = 1;

    private const int ProxyCore = 0;

    private PeerServer(Peer? peer, PinnedProcess process, IPEndPoint address)
    {
        Peer = peer;
        Process = process;
        Address = address;
    }

    /// <summary>What it is; null for the sink.</summary>
    public Peer? Peer { get; }

    public PinnedProcess Process { get; }

    public IPEndPoint Address { get; }

    /// <summary>A port of loopback that nobody has.</summary>
    public static IPEndPoint FreeAddress()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
    }

    /// <summary>Starts the sink: nginx that answers 204.</summary>
    public static Task<PeerServer> StartSinkAsync(string folder, IPEndPoint address) =>
        StartAsync(null, OtherCore, PeerCommand.Sink(Work(folder, "sink"), address), Work(folder, "sink"), address, []);

    /// <summary>Starts a proxy in front of the sink.</summary>
    /// <param name="peer">What.</param>
    /// <param name="folder">Where its files may be.</param>
    /// <param name="sink">Where the sink listens, or will.</param>
    public static Task<PeerServer> StartAsync(Peer peer, string folder, IPEndPoint sink)
    {
        var address = FreeAddress();
        var work = Work(folder, peer.Name);
        return StartAsync(peer, ProxyCore, PeerCommand.Of(peer, work, address, sink), work, address, PeerCommand.Variables(sink));
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private static string Work(string folder, string name) => Directory.CreateDirectory(Path.Combine(folder, name)).FullName;

    private static async Task<PeerServer> StartAsync(Peer? peer, int core, IEnumerable<string> command, string work, IPEndPoint address, IEnumerable<(string, string)> variables)
    {
        var process = PinnedProcess.Start(core, command, Path.Combine(work, "log"), variables);
        process.IgnoreOutput();
        try
        {
            await process.UntilListeningAsync(address);
            return new PeerServer(peer, process, address);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }
}
