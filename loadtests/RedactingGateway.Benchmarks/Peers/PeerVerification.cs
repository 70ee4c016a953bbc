using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RedactingGateway.Benchmarks.Peers.Load;
using RedactingGateway.Benchmarks.Peers.Requests;
using RedactingGateway.LoadTests.Scenarios.Visits;

namespace RedactingGateway.Benchmarks.Peers;

/// <summary>Before anything is measured: every peer does what it is measured for.</summary>
internal static class PeerVerification
{
    // A peer that hangs must not hang the run.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(20);

    /// <summary>The cookie of a visitor who accepted everything, from the gateway itself.</summary>
    public static async Task<string> AcceptAsync(IPEndPoint gateway)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Put, $"http://{gateway}{GatewayClient.Choices}") { Content = new StringContent("""{ "all": true }""", null, "application/json") };
        request.Headers.Host = PeerRequest.Host;
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var response = await client.SendAsync(request);
        return response.Headers.TryGetValues("Set-Cookie", out var cookies)
            ? cookies.First().Split(';')[0]
            : throw new InvalidOperationException($"The gateway took no choice: {(int)response.StatusCode}");
    }

    /// <summary>Sends each request through each peer and compares what arrives with what arrives through the gateway.</summary>
    /// <returns>The status with which each peer answers each request.</returns>
    /// <exception cref="InvalidOperationException">A peer does not do the same.</exception>
    public static async Task<IReadOnlyDictionary<(Peer Peer, string Request), int>> RunAsync(IReadOnlyList<PeerServer> servers, IReadOnlyList<PeerRequest> requests, RecordingVendor vendor)
    {
        var statuses = new Dictionary<(Peer Peer, string Request), int>();
        var problems = new List<string>();
        foreach (var request in requests)
        {
            IReadOnlyList<FieldValue>? expected = null;
            foreach (var server in servers.OrderByDescending(static s => s.Peer == Peer.Gateway))
            {
                var status = await SendAsync(server.Address, request.Bytes);
                statuses[(server.Peer!, request.Name)] = status;
                var fields = vendor.Take() is { } arrived ? FieldSet.Of(arrived) : [];
                expected ??= fields;
                var differences = status is >= 200 and < 300 && fields.Count > 0 ? Compare(server.Peer!, request, expected, fields) : [string.Create(CultureInfo.InvariantCulture, $"nothing arrived, answer {status}")];
                problems.AddRange(differences.Select(d => $"{server.Peer!.Name}, {request.Name}: {d}"));
            }
        }

        return problems.Count == 0 ? statuses : throw new InvalidOperationException($"The peers do not do the same work as the gateway:\n{string.Join('\n', problems)}");
    }

    // Who passes everything on may add headers of its own, as YARP does with X-Forwarded-For.
    private static IReadOnlyList<string> Compare(Peer peer, PeerRequest request, IReadOnlyList<FieldValue> redacted, IReadOnlyList<FieldValue> arrived)
    {
        var all = FieldSet.Of(request.ToRequest());
        return peer.Redacts
            ? FieldCheck.Differences(all, redacted, arrived)
            : FieldCheck.Differences(all, all, [.. arrived.Where(a => all.Any(v => v.Address == a.Address) || !a.Address.StartsWith("header.", StringComparison.Ordinal))]);
    }

    private static async Task<int> SendAsync(IPEndPoint target, byte[] request)
    {
        using var timeout = new CancellationTokenSource(AnswerTimeout);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(target, timeout.Token);
        await socket.SendAsync(request, timeout.Token);
        var reader = new AnswerReader();
        while (true)
        {
            var read = await socket.ReceiveAsync(reader.Free, timeout.Token);
            if (read == 0)
            {
                return 0;
            }

            if (reader.Take(read) is { } status)
            {
                return status;
            }
        }
    }
}
