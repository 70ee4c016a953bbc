using System.Net;
using System.Net.Sockets;
using RedactingGateway.Benchmarks.Measuring;

namespace RedactingGateway.LoadTests.Tests.Peers;

/// <summary>Takes every request at once and answers none before its stall, which begins with the first request, is over.</summary>
internal sealed class StallingServer : IDisposable
{
    private readonly SocketServer _server;
    private readonly Lazy<Task> _stall;
    private readonly byte[] _answer;

    public StallingServer(TimeSpan stall, ReadOnlySpan<byte> answer)
    {
        _stall = new Lazy<Task>(() => Task.Delay(stall));
        _answer = answer.ToArray();
        _server = new SocketServer(AnswerAsync);
    }

    public IPEndPoint Address => _server.Address;

    public void Dispose() => _server.Dispose();

    private async Task AnswerAsync(Socket socket)
    {
        await _stall.Value;
        await socket.SendAsync(_answer);
    }
}
