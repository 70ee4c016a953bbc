using System.Globalization;
using System.Text;
using RedactingGateway.Benchmarks.Peers.Requests;

namespace RedactingGateway.Benchmarks.Peers.Results;

/// <summary>The result as Markdown.</summary>
internal static class PeersTable
{
    // Below it the generator or the sink was the limit, not the proxy.
    private const double FullyBusy = 0.95;

    private const string Foot = """
        CPU is user and system time of the proxy's processes, at saturation (32 connections, each sends when it was answered). The ratio is taken round by round. Latency counts from the moment at which
        a request was due, whether the proxy had answered those before or not; requests are due at random moments, at half of what plain YARP does at saturation; `–`: that would keep the proxy busy for more
        than 85 % of the time, or it did not keep up. `≥`: sink or generator were the limit. Memory is the peak of resident memory after all of it.

        The same fields arrive through every redacting proxy (compared before anything is measured). What only the gateway does is in its figures: it reads the visitor's choice from a signed cookie,
        consent signals and objections; searches kept texts and addresses for e-mail addresses, card, account and telephone numbers; holds every value against its type or pattern; copies what is kept byte
        for byte; derives pseudonyms in the vendor's shape by recipient, category and epoch; counts every field by category and purpose; answers as each SDK expects. The peers copy JSON through their
        library's objects and hash with one key.

        Inline sockets (`Gateway:InlineSockets`, off by default) work on a request on the thread that saw its bytes arrive; the YARP that it is compared with does so too.
        """;

    /// <summary>Everything: a table for each load, the targets, the foot.</summary>
    public static string Of(PeersResult result)
    {
        var summary = new PeersSummary(result);
        var text = new StringBuilder(Head(result)).Append('\n');
        foreach (var load in summary.Loads)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n**`{load.Name}`: {load.Title}.** Latency at {Number(summary.Rate(load.Name))} requests a second.\n\n")
                .Append("| proxy | CPU a request | ÷ YARP | requests/s on one core | latency p50 | p99 | added to YARP's p50 | p99 |\n|---|---|---|---|---|---|---|---|\n");
            foreach (var peer in summary.Peers)
            {
                text.Append(Row(summary, peer, load)).Append('\n');
            }
        }

        text.Append("\nPeak memory: ").AppendJoin(", ", summary.Peers.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Title} {summary.Memory(p):F0} MB"))).Append(".\n");
        text.Append("\n| the gateway, redacting | load | target | as shipped | | inline sockets | |\n|---|---|---|---|---|---|---|\n");
        foreach (var row in PeerTarget.Rows(summary))
        {
            text.Append(row).Append('\n');
        }

        return text.Append('\n').Append(Foot).Append('\n').ToString();
    }

    private static string Head(PeersResult result)
    {
        var machine = result.Machine;
        var once = Peer.All.Where(p => p.IsOnce && result.Figures.Any(f => f.Peer == p.Name)).Select(static p => $"; {p.Title} once").FirstOrDefault("");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{machine.Date}, {machine.Cores} cores of {machine.Processor}, Linux {machine.Kernel}, {machine.Runtime}, {Rounds(result.Rounds)} of {result.Seconds} s{once}; {(result.Rounds > 1 ? "median (least to greatest)" : "no spread")}.{(machine.IsBusy ? $" **Other work took {machine.OtherWork:F1} cores before the start: preliminary.**" : "")}");
    }

    private static string Rounds(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "round" : "rounds")}");

    private static string Row(PeersSummary summary, Peer peer, PeerLoad load)
    {
        var busy = summary.Of(peer, load.Name, static f => f.Busy)?.Median ?? 0;
        string[] cells =
        [
            peer is { IsGateway: true, Redacts: true } ? $"**{peer.Title}, redacting**" : peer.Redacts ? $"{peer.Title}, redacting" : peer.Title,
            Cell(summary.Of(peer, load.Name, static f => f.Cpu), "F1", " µs"),
            Cell(summary.Ratio(peer, Peer.Yarp, load.Name, static f => f.Cpu), "F2", ""),
            (busy < FullyBusy ? "≥ " : "") + Number(summary.Of(peer, load.Name, static f => f.PerSecond)?.Median),
            Cell(summary.Of(peer, load.Name, static f => f.Median), "F0", " µs"),
            Cell(summary.Of(peer, load.Name, static f => f.High), "F0", " µs"),
            peer == Peer.Yarp ? "" : Cell(summary.Difference(peer, Peer.Yarp, load.Name, static f => f.Median), "F0", " µs"),
            peer == Peer.Yarp ? "" : Cell(summary.Difference(peer, Peer.Yarp, load.Name, static f => f.High), "F0", " µs"),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Cell(Spread? spread, string format, string unit) => spread is { } some ? some.Text(format).Replace(" (", $"{unit} (", StringComparison.Ordinal) + (some.Min.Equals(some.Max) ? unit : "") : "–";

    private static string Number(double? number) => number is { } some ? some.ToString("N0", CultureInfo.InvariantCulture) : "–";
}
