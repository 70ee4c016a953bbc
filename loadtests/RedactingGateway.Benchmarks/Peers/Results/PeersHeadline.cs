using System.Globalization;

namespace RedactingGateway.Benchmarks.Peers.Results;

/// <summary>The result in two sentences, for who reads nothing else.</summary>
internal static class PeersHeadline
{
    public static string Of(PeersResult result)
    {
        var summary = new PeersSummary(result);
        var load = summary.Loads.First();
        var redacting = string.Join("; ", new[] { Peer.Yarp, Peer.NginxLua, Peer.Node, Peer.Mitmproxy }.Where(summary.Peers.Contains).Select(p => $"{Cpu(summary, p, load.Name)} {Name(p)}"));
        var when = string.Create(CultureInfo.InvariantCulture, $"{result.Machine.Date}, one core of {result.Machine.Processor}{(result.Machine.IsBusy ? "; other work ran on the machine, so preliminary" : "")}");
        return $"""
            Redacting {load.Title[..load.Title.IndexOf(',', StringComparison.Ordinal)]} costs {Cpu(summary, Peer.Gateway, load.Name)} of CPU, proxying included
            ({when}).
            The same request costs {redacting}.

            """;
    }

    private static string Name(Peer peer) => peer == Peer.Yarp ? "through plain YARP, which redacts nothing" : $"with {peer.Title}";

    private static string Cpu(PeersSummary summary, Peer peer, string load) => string.Create(CultureInfo.InvariantCulture, $"{summary.Of(peer, load, static f => f.Cpu)?.Median:N0} µs");
}
