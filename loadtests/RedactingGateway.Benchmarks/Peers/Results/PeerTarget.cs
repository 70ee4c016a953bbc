using System.Globalization;

namespace RedactingGateway.Benchmarks.Peers.Results;

/// <summary>What the gateway has to reach beside a peer.</summary>
/// <param name="Text">What is compared.</param>
/// <param name="Limit">The target.</param>
/// <param name="Goal">Better than the target; null: there is none.</param>
/// <param name="IsAtLeast">Whether more is better.</param>
/// <param name="Unit">Unit of the figure, with its space.</param>
/// <param name="Figure">The figure for a load, of one way to run the gateway and of YARP run that way.</param>
internal sealed record PeerTarget(string Text, double Limit, double? Goal, bool IsAtLeast, string Unit, Func<PeersSummary, string, Peer, Peer, Spread?> Figure)
{
    // The two requests that the targets name.
    private static readonly string[] Loads = ["event", "hit"];

    private static readonly PeerTarget[] All =
    [
        new("CPU ÷ YARP, defaults", 0.85, null, IsAtLeast: false, "", static (s, load, gateway, _) => s.Ratio(gateway, Peer.Yarp, load, static f => f.Cpu)),
        new("CPU ÷ YARP with the same switches", 1.25, 1.1, IsAtLeast: false, "", static (s, load, gateway, same) => s.Ratio(gateway, same, load, static f => f.Cpu)),
        new("CPU ÷ nginx + Lua", 1.1, 1.0, IsAtLeast: false, "", static (s, load, gateway, _) => s.Ratio(gateway, Peer.NginxLua, load, static f => f.Cpu)),
        new("Node.js ÷ the gateway, CPU", 1.7, 2.5, IsAtLeast: true, "", static (s, load, gateway, _) => s.Ratio(Peer.Node, gateway, load, static f => f.Cpu)),
        new("added to YARP's median latency", 100, null, IsAtLeast: false, " µs", static (s, load, gateway, _) => s.Difference(gateway, Peer.Yarp, load, static f => f.Median)),
        new("added to YARP's 99th percentile", 500, null, IsAtLeast: false, " µs", static (s, load, gateway, _) => s.Difference(gateway, Peer.Yarp, load, static f => f.High)),
    ];

    /// <summary>All targets as rows of a table.</summary>
    public static IEnumerable<string> Rows(PeersSummary summary) =>
        from target in All
        from load in Loads
        where summary.Loads.Any(l => l.Name == load)
        select $"| {target.Text} | {load} | {target.Wanted()} | {target.Row(target.Figure(summary, load, Peer.Gateway, Peer.YarpSame))} | {target.Row(target.Figure(summary, load, Peer.GatewayInline, Peer.YarpInline))} |";

    /// <summary>Whether a figure meets target and goal.</summary>
    public string Verdict(double figure) => !Meets(figure, Limit) ? "**not met**" : Goal is { } goal && Meets(figure, goal) ? "met, and the goal" : "met";

    private bool Meets(double figure, double limit) => IsAtLeast ? figure >= limit : figure <= limit;

    private string Wanted()
    {
        var sign = IsAtLeast ? "≥" : "≤";
        return string.Create(CultureInfo.InvariantCulture, $"{sign} {Limit}{Unit}{(Goal is { } goal ? $", goal {goal.ToString("0.0#", CultureInfo.InvariantCulture)}" : "")}");
    }

    private string Row(Spread? figure) => figure is { } spread ? $"{spread.Text(Unit.Length > 0 ? "F0" : "F2")}{Unit} | {Verdict(spread.Median)}" : "– | not measured";
}
