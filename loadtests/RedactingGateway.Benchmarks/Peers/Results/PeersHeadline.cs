using System.Globalization;
using System.Text;

namespace RedactingGateway.Benchmarks.Peers.Results;

/// <summary>The result in a few lines, for who reads nothing else: what one request costs, through each proxy.</summary>
internal static class PeersHeadline
{
    public static string Of(PeersResult result)
    {
        var summary = new PeersSummary(result);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"CPU of one request, proxying included ({result.Machine.Date}, one core of {result.Machine.Processor}{(result.Machine.IsBusy ? "; other work ran on the machine, so preliminary" : "")}):\n\n|");
        text.AppendJoin("", summary.Loads.Select(static l => $" | {l.Title.Split(',', ':')[0]}")).Append(" |\n|---|").AppendJoin("", summary.Loads.Select(static _ => "---|")).Append('\n');
        foreach (var peer in summary.Peers)
        {
            text.Append("| ").Append(peer.Redacts ? $"{peer.Title}, redacting" : peer.Title);
            text.AppendJoin("", summary.Loads.Select(l => string.Create(CultureInfo.InvariantCulture, $" | {summary.Of(peer, l.Name, static f => f.Cpu)?.Median:N0} µs"))).Append(" |\n");
        }

        return text.ToString();
    }
}
