using RedactingGateway.Benchmarks.Peers;
using RedactingGateway.Benchmarks.Peers.Results;

namespace RedactingGateway.LoadTests.Tests.Peers;

/// <summary>A result in which the machine slowed down from round to round, as it does: ratios stay, medians do not.</summary>
internal static class MadeUpResult
{
    public static PeersResult Create(double gateway = 30, double otherWork = 0.02) => new(
        new Machine("2026-11-25", 2, "AMD <EPYC> & others", "6.1", ".NET 10.0.1", otherWork),
        Rounds: 3,
        Seconds: 4,
        [
            .. new[] { 1.0, 1.5, 3.0 }.SelectMany((slow, round) => new[]
            {
                Figures(Peer.Nginx, round, 10 * slow) with { Busy = 0.9 },
                Figures(Peer.Yarp, round, 40 * slow),
                Figures(Peer.YarpSame, round, 28 * slow),
                Figures(Peer.NginxLua, round, 25 * slow),
                Figures(Peer.Gateway, round, gateway * slow),
                Figures(Peer.Node, round, 60 * slow),
            }),
            Figures(Peer.Mitmproxy, 0, 900) with { Rate = null, Median = null, High = null },
        ],
        [new PeerMemory("yarp", 99.6)]);

    private static PeerFigures Figures(Peer peer, int round, double cpu) => new(peer.Name, "event", round, cpu, 1e6 / cpu, Busy: 0.99, Rate: 12_000, Median: cpu * 2, High: cpu * 10);
}
