using System.Diagnostics;
using System.Globalization;
using RedactingGateway.Benchmarks.Peers.Load;
using RedactingGateway.Benchmarks.Peers.Requests;
using RedactingGateway.Benchmarks.Peers.Results;

namespace RedactingGateway.Benchmarks.Peers;

/// <summary>Warms peers up and measures them in turns.</summary>
internal sealed class PeerRounds(PeersOptions options, IReadOnlyList<PeerServer> servers, Generator generator, IReadOnlyDictionary<(Peer Peer, string Request), int> statuses, string folder)
{
    // A peer is warm when it answered this many requests of the load, which makes hot code final many times over, and when twice in
    // a row a request cost no longer less than in the run before by more than this share.
    private const long WarmRequests = 60_000;
    private const double Warm = 0.03;
    private const int WarmUpRuns = 15;
    private const int WarmUpSeconds = 2;

    // The runtime compiles what became hot while there is time, which a saturated core has not: after each run of the warm-up the
    // process rests until it does nothing any more.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan AtRest = TimeSpan.FromMilliseconds(20);
    private const int MaxLooks = 25;

    // One round that is not counted: the generator too is compiled while it runs.
    private const int FirstRound = -1;

    // The rate that latencies are taken at, of plain YARP's at saturation.
    private const double RateShare = 0.5;

    // A peer that would be busier than this has queues, and its latency is that of the queue.
    private const double MaxShare = 0.85;

    private readonly Dictionary<string, double> _rates = new(StringComparer.Ordinal);

    public async Task WarmUpAsync()
    {
        foreach (var server in servers)
        {
            foreach (var load in options.Loads)
            {
                var (last, steady, runs, requests) = (double.PositiveInfinity, 0, 0, 0L);
                while ((steady < 2 || requests < WarmRequests) && runs < (server.Peer!.IsOnce ? 2 : WarmUpRuns))
                {
                    var (cpu, perSecond, _) = await SaturateAsync(server, load, WarmUpSeconds);
                    await RestAsync(server);
                    steady = cpu > last * (1 - Warm) ? steady + 1 : 0;
                    (last, runs, requests) = (cpu, runs + 1, requests + (long)(perSecond * WarmUpSeconds));
                    if (server.Peer == Peer.Yarp)
                    {
                        _rates[load.Name] = Math.Round(perSecond * RateShare / 100) * 100;
                    }
                }

                await PeersMeasurement.SayAsync(string.Create(CultureInfo.InvariantCulture, $"{server.Peer!.Title}, {load.Name}: {last:F1} µs after {runs} runs of warm-up"));
            }
        }
    }

    private static async Task RestAsync(PeerServer server)
    {
        for (var (looks, isBusy) = (0, true); isBusy && looks < MaxLooks; looks++)
        {
            var before = server.Process.Cpu();
            await Task.Delay(Look);
            isBusy = server.Process.Cpu() - before > AtRest;
        }
    }

    public async Task<PeersResult> RunAsync(Machine machine)
    {
        List<PeerFigures> figures = [];
        for (var round = FirstRound; round < options.Rounds; round++)
        {
            foreach (var load in options.Loads)
            {
                foreach (var server in servers.Where(s => round == 0 || !s.Peer!.IsOnce))
                {
                    var measured = await MeasureAsync(server, load, round);
                    await PeersMeasurement.SayAsync(string.Create(CultureInfo.InvariantCulture, $"round {round + 1}, {load.Name}, {server.Peer!.Title}: {measured.Cpu:F1} µs, {measured.PerSecond:F0}/s, p50 {measured.Median:F0} µs, p99 {measured.High:F0} µs"));
                    if (round >= 0)
                    {
                        figures.Add(measured);
                    }
                }
            }
        }

        return new PeersResult(machine, options.Rounds, options.Seconds, figures, [.. servers.Select(static s => new PeerMemory(s.Peer!.Name, s.Process.PeakKiB() / 1024.0))]);
    }

    private async Task<PeerFigures> MeasureAsync(PeerServer server, PeerLoad load, int round)
    {
        var (cpu, perSecond, busy) = await SaturateAsync(server, load, options.Seconds);
        var rate = _rates[load.Name];
        if (rate * cpu > MaxShare * 1e6)
        {
            return new PeerFigures(server.Peer!.Name, load.Name, round, cpu, perSecond, busy, null, null, null);
        }

        var requests = load.Order.Select(name => new GeneratorRequest(Path.Combine(folder, load.Name, name), statuses[(server.Peer!, name)])).ToList();
        var latencies = await generator.RunAsync(new GeneratorOrder(server.Address.Port, requests, rate, options.Seconds));
        return new PeerFigures(server.Peer!.Name, load.Name, round, cpu, perSecond, busy, latencies is null ? null : rate, latencies?.Median, latencies?.High);
    }

    private async Task<(double Cpu, double PerSecond, double Busy)> SaturateAsync(PeerServer server, PeerLoad load, int seconds)
    {
        var (cpu, start) = (server.Process.Cpu(), Stopwatch.GetTimestamp());
        var run = await WrkRun.RunAsync(server.Address, load, folder, seconds);
        var (used, elapsed) = (server.Process.Cpu() - cpu, Stopwatch.GetElapsedTime(start));
        return (used.TotalMicroseconds / run.Requests, run.PerSecond, used / elapsed);
    }
}
