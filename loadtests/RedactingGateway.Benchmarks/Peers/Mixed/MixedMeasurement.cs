using System.Diagnostics;
using System.Globalization;
using RedactingGateway.Benchmarks.Peers.Load;
using RedactingGateway.Benchmarks.Peers.Requests;
using RedactingGateway.Benchmarks.Peers.Results;

namespace RedactingGateway.Benchmarks.Peers.Mixed;

/// <summary>Whether inline sockets may be switched on: GA4 hits at half load, alone and beside long work, with and without.</summary>
internal static class MixedMeasurement
{
    private const int DefaultRounds = 5;
    private const int Seconds = 5;
    private const int WarmUpRuns = 6;

    /// <summary>Measures and prints a table.</summary>
    /// <param name="arguments">Number of rounds; default 5.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var rounds = arguments is [var said] ? int.Parse(said, CultureInfo.InvariantCulture) : DefaultRounds;

        // Vendors, site and everything but the gateway: on the other core.
        if (OperatingSystem.IsLinux())
        {
            Process.GetCurrentProcess().ProcessorAffinity = 1 << PeerServer.OtherCore;
        }

        var folder = Directory.CreateTempSubdirectory("rgw-mixed-").FullName;
        var sink = PeerServer.FreeAddress();
        await using var server = await MixedServer.StartAsync(sink);
        await using var pool = await PeerServer.StartAsync(Peer.Gateway, folder, sink);
        await using var inline = await PeerServer.StartAsync(Peer.GatewayInline, folder, sink);
        await using var generator = Generator.Start(folder);
        var cookie = await PeerVerification.AcceptAsync(pool.Address);
        var hit = PeerLoad.All.Single(static l => l.Name == "hit");
        await WrkRun.PrepareAsync(hit, PeerRequest.All(cookie), folder);
        var rate = await WarmUpAsync([pool, inline], hit, cookie, folder);

        var results = new Dictionary<(PeerServer Server, bool IsMixed), List<Latencies>>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var key in new[] { (pool, false), (inline, false), (pool, true), (inline, true) })
            {
                results.TryAdd(key, []);
                results[key].Add(await MeasureAsync(key.Item1, key.Item2, generator, hit, rate, cookie, folder));
            }
        }

        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Hits at {rate:F0} a second.\n\n| hits | sockets | p50 | p99 |\n|---|---|---|---|"));
        foreach (var ((of, isMixed), latencies) in results)
        {
            await Console.Out.WriteLineAsync($"| {(isMixed ? "beside 1 MB batches, pages, a slow vendor" : "alone")} | {(of == inline ? "inline" : "thread pool")} | {Spread.Of(latencies.Select(static l => l.Median))!.Value.Text("F0")} µs | {Spread.Of(latencies.Select(static l => l.High))!.Value.Text("F0")} µs |");
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static async Task<double> WarmUpAsync(PeerServer[] servers, PeerLoad hit, string cookie, string folder)
    {
        var slowest = double.PositiveInfinity;
        for (var run = 0; run < WarmUpRuns; run++)
        {
            foreach (var server in servers)
            {
                await using (MixedLoad.Start(server.Address, cookie))
                {
                    await WrkRun.RunAsync(server.Address, hit, folder, Seconds);
                }

                var alone = await WrkRun.RunAsync(server.Address, hit, folder, Seconds);
                slowest = run == WarmUpRuns - 1 ? Math.Min(slowest, alone.PerSecond) : slowest;
            }
        }

        return Math.Round(slowest / 2 / 100) * 100;
    }

    private static async Task<Latencies> MeasureAsync(PeerServer server, bool isMixed, Generator generator, PeerLoad hit, double rate, string cookie, string folder)
    {
        var order = new GeneratorOrder(server.Address.Port, [new GeneratorRequest(Path.Combine(folder, hit.Name, hit.Order[0]), 204)], rate, Seconds);
        await using var load = isMixed ? MixedLoad.Start(server.Address, cookie) : null;
        return await generator.RunAsync(order) ?? throw new InvalidOperationException("The gateway takes less than half of what it took before.");
    }
}
