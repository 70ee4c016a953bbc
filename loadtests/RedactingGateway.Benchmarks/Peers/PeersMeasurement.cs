using RedactingGateway.Benchmarks.Peers.Load;
using RedactingGateway.Benchmarks.Peers.Requests;
using RedactingGateway.Benchmarks.Peers.Results;

namespace RedactingGateway.Benchmarks.Peers;

/// <summary>The gateway beside its peers: the same requests, the same redaction, one core, in turns.</summary>
internal static class PeersMeasurement
{
    /// <summary>Runs.</summary>
    /// <param name="arguments">See <see cref="PeersOptions.Usage"/>.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is ["--help"])
        {
            await Console.Out.WriteLineAsync(PeersOptions.Usage);
            return 0;
        }

        if (arguments is ["render", .. var where])
        {
            // The same result in another form: nothing is measured.
            await PeersReport.RenderAsync(where.FirstOrDefault());
            return 0;
        }

        PeersOptions options;
        try
        {
            options = PeersOptions.Parse(arguments);
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message}\n{PeersOptions.Usage}");
            return 1;
        }

        var folder = Directory.CreateTempSubdirectory("rgw-peers-");
        try
        {
            var result = await MeasureAsync(options, folder.FullName);
            await PeersReport.WriteAsync(result, options.Folder);
            await Console.Out.WriteLineAsync(PeersTable.Of(result));
            folder.Delete(recursive: true);
            return 0;
        }
        catch (InvalidOperationException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message}\nLogs of all processes: {folder.FullName}");
            return 1;
        }
    }

    private static async Task<PeersResult> MeasureAsync(PeersOptions options, string folder)
    {
        // Before the load of this very measurement.
        var machine = await Machine.LookAsync();
        var sinkAddress = PeerServer.FreeAddress();
        List<PeerServer> servers = [];
        try
        {
            foreach (var peer in options.Peers)
            {
                await SayAsync($"starting {peer.Title}");
                servers.Add(await PeerServer.StartAsync(peer, folder, sinkAddress));
            }

            IReadOnlyList<PeerRequest> requests;
            IReadOnlyDictionary<(Peer Peer, string Request), int> statuses;
            await using (var vendor = await RecordingVendor.StartAsync(sinkAddress))
            {
                var needed = options.Loads.SelectMany(static l => l.Order).ToHashSet(StringComparer.Ordinal);
                requests = [.. PeerRequest.All(await PeerVerification.AcceptAsync(servers.Single(static s => s.Peer == Peer.Gateway).Address)).Where(r => needed.Contains(r.Name))];
                statuses = await PeerVerification.RunAsync(servers, requests, vendor);
                await SayAsync("every peer lets through what the gateway does, and nothing else");
            }

            await using var sink = await PeerServer.StartSinkAsync(folder, sinkAddress);
            await using var generator = Generator.Start(folder);
            foreach (var load in options.Loads)
            {
                await WrkRun.PrepareAsync(load, requests, folder);
            }

            var rounds = new PeerRounds(options, servers, generator, statuses, folder);
            await rounds.WarmUpAsync();
            return await rounds.RunAsync(machine);
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }

    /// <summary>Says how far it is; the results go elsewhere.</summary>
    public static Task SayAsync(string what) => Console.Error.WriteLineAsync(what);
}
