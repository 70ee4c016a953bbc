using RedactingGateway.Benchmarks.Peers.Requests;

namespace RedactingGateway.Benchmarks.Peers.Results;

/// <summary>Figures over the rounds. What compares two peers compares them round by round: what else the machine does changes from one to the next.</summary>
internal sealed class PeersSummary(PeersResult result)
{
    /// <summary>Peers that were measured, in the order of the table.</summary>
    public IEnumerable<Peer> Peers => Peer.All.Where(p => result.Figures.Any(f => f.Peer == p.Name));

    /// <summary>Loads that were measured.</summary>
    public IEnumerable<PeerLoad> Loads => PeerLoad.All.Where(l => result.Figures.Any(f => f.Load == l.Name));

    /// <summary>A figure of one peer.</summary>
    public Spread? Of(Peer peer, string load, Func<PeerFigures, double?> figure) =>
        Spread.Of(Rounds(peer, load).Select(figure).Where(static v => v is not null).Select(static v => v!.Value));

    /// <summary>A figure of one peer, by that of another.</summary>
    public Spread? Ratio(Peer peer, Peer other, string load, Func<PeerFigures, double?> figure) => Compare(peer, other, load, figure, static (a, b) => a / b);

    /// <summary>A figure of one peer, less that of another.</summary>
    public Spread? Difference(Peer peer, Peer other, string load, Func<PeerFigures, double?> figure) => Compare(peer, other, load, figure, static (a, b) => a - b);

    /// <summary>The fixed rate of a load's latencies; null where nobody reached it.</summary>
    public double? Rate(string load) => result.Figures.FirstOrDefault(f => f.Load == load && f.Rate is not null)?.Rate;

    /// <summary>Memory in MiB.</summary>
    public double? Memory(Peer peer) => result.Memory.FirstOrDefault(m => m.Peer == peer.Name)?.Peak;

    private Spread? Compare(Peer peer, Peer other, string load, Func<PeerFigures, double?> figure, Func<double, double, double> compare) =>
        Spread.Of(Rounds(peer, load).Join(Rounds(other, load), static f => f.Round, static f => f.Round, (a, b) => (A: figure(a), B: figure(b)))
            .Where(static p => p is { A: not null, B: not null })
            .Select(p => compare(p.A!.Value, p.B!.Value)));

    private IEnumerable<PeerFigures> Rounds(Peer peer, string load) => result.Figures.Where(f => f.Peer == peer.Name && f.Load == load);
}
