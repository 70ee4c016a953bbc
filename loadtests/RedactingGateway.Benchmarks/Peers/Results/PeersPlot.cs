using System.Globalization;
using System.Net;
using System.Text;
using RedactingGateway.Benchmarks.Peers.Requests;

namespace RedactingGateway.Benchmarks.Peers.Results;

/// <summary>CPU time a request as bars, in SVG that needs nothing else: readable in light and dark, and without its colours.</summary>
internal static class PeersPlot
{
    private const int Width = 760;
    private const int Left = 276;
    private const int Right = 112;
    private const int Top = 82;
    private const int RowHeight = 23;
    private const int BarHeight = 14;
    private const int PanelHead = 34;
    private const int PanelFoot = 32;
    private const int Foot = 34;

    // Bars that go beyond the axis are cut, so that the others can be told apart.
    private const double Margin = 1.05;

    // Who redacts is filled, who passes everything on is hatched: the difference is not one of colour.
    private const string Style = """
        <style>
          svg { --back: #ffffff; --text: #1f2328; --quiet: #59636e; --line: #d1d9e0; --bar: #8794a3; --own: #0a66c2 }
          @media (prefers-color-scheme: dark) { svg { --back: #0d1117; --text: #f0f6fc; --quiet: #9198a1; --line: #30363d; --bar: #768390; --own: #58a6ff } }
          text { font: 13px system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif; fill: var(--text) }
          .title { font-size: 17px; font-weight: 600 } .panel { font-weight: 600 } .quiet { fill: var(--quiet); font-size: 12px }
          .own { font-weight: 700 } .back { fill: var(--back) } .grid { stroke: var(--line) } .spread { stroke: var(--text); stroke-width: 1.5 } .halo { stroke: var(--back); stroke-width: 3.5; opacity: 0.6 }
          .redacts { fill: var(--bar) } .gateway { fill: var(--own) } .passes { fill: url(#hatch); stroke: var(--bar) } .gateway-passes { fill: url(#hatch-own); stroke: var(--own) }
          .hatch { stroke: var(--bar); stroke-width: 3 } .hatch-own { stroke: var(--own); stroke-width: 3 } .cut { stroke: var(--back); stroke-width: 4 }
        </style>
        <defs>
          <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0V7"/></pattern>
          <pattern id="hatch-own" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch-own" d="M0 0V7"/></pattern>
        </defs>
        """;

    /// <summary>The plot.</summary>
    public static string Of(PeersResult result)
    {
        var summary = new PeersSummary(result);
        var loads = summary.Loads.ToList();
        var peers = summary.Peers.ToList();
        var height = Top + (loads.Count * (PanelHead + (peers.Count * RowHeight) + PanelFoot)) + Foot;
        var svg = new StringBuilder();
        Line(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" role="img" aria-labelledby="title desc">""");
        Line(svg, $"""<title id="title">CPU time of one request through each proxy, in microseconds</title>""");
        Line(svg, $"""<desc id="desc">{Text(Description(summary, loads, peers))}</desc>""");
        svg.Append(Style).Append('\n');
        Line(svg, $"""<rect class="back" width="{Width}" height="{height}" rx="6"/>""");
        Line(svg, $"""<text class="title" x="20" y="32">CPU time of one request, in µs: less is better</text>""");
        Line(svg, $"""<rect class="redacts" x="20" y="48" width="26" height="{BarHeight}"/><text x="54" y="60">redacts</text>""");
        Line(svg, $"""<rect class="passes" x="124" y="48" width="26" height="{BarHeight}"/><text x="158" y="60">passes everything on</text>""");
        if (result.Rounds > 1)
        {
            Line(svg, $"""<path class="spread" d="M318 55h26M318 51v8M344 51v8"/><text x="352" y="60">least to greatest of {result.Rounds} rounds</text>""");
        }

        var y = Top;
        foreach (var load in loads)
        {
            y = Panel(svg, summary, load, peers, y);
        }

        var machine = result.Machine;
        Line(svg, $"""<text class="quiet" x="20" y="{height - 16}">{Text(string.Create(CultureInfo.InvariantCulture, $"{machine.Date}, one core of {machine.Cores}, {machine.Processor}, Linux {machine.Kernel}, {machine.Runtime}{(machine.IsBusy ? "; other work ran on the machine: preliminary" : "")}"))}</text>""");
        return svg.Append("</svg>\n").ToString();
    }

    private static int Panel(StringBuilder svg, PeersSummary summary, PeerLoad load, List<Peer> peers, int top)
    {
        var bars = peers.ConvertAll(p => (Peer: p, Cpu: summary.Of(p, load.Name, static f => f.Cpu)!.Value));
        var most = bars.Where(static b => !b.Peer.IsOnce).Max(static b => b.Cpu.Max) * Margin;
        var scale = (Width - Left - Right) / most;
        Line(svg, $"""<text class="panel" x="20" y="{top + 18}">{Text(Short(load))}</text>""");
        var (first, last) = (top + PanelHead - 4, top + PanelHead + (peers.Count * RowHeight) - 6);
        for (var tick = 0.0; tick <= most; tick += Step(most))
        {
            Line(svg, $"""<path class="grid" d="M{Left + (tick * scale):F1} {first}V{last}"/><text class="quiet" x="{Left + (tick * scale):F1}" y="{last + 15}" text-anchor="middle">{tick:F0}</text>""");
        }

        var y = top + PanelHead;
        foreach (var (peer, cpu) in bars)
        {
            Bar(svg, peer, cpu, y, scale, most);
            y += RowHeight;
        }

        return y + PanelFoot;
    }

    private static void Bar(StringBuilder svg, Peer peer, Spread cpu, int y, double scale, double most)
    {
        var kind = (peer.IsGateway, peer.Redacts) switch { (true, true) => "gateway", (true, false) => "gateway-passes", (false, true) => "redacts", _ => "passes" };
        var end = Left + (Math.Min(cpu.Median, most) * scale);
        Line(svg, $"""<text{(peer.IsGateway ? " class=\"own\"" : "")} x="{Left - 12}" y="{y + 11}" text-anchor="end">{Text(peer.Title)}</text>""");
        Line(svg, $"""<rect class="{kind}" x="{Left}" y="{y}" width="{end - Left:F1}" height="{BarHeight}"/>""");
        var right = end;
        if (cpu.Median > most)
        {
            Line(svg, $"""<path class="cut" d="M{end - 26:F1} {y + BarHeight + 3}l8 -20M{end - 16:F1} {y + BarHeight + 3}l8 -20"/>""");
        }
        else if (!cpu.Min.Equals(cpu.Max))
        {
            right = Left + (cpu.Max * scale);
            var spread = string.Create(CultureInfo.InvariantCulture, $"M{Left + (cpu.Min * scale):F1} {y + 7}H{right:F1}M{Left + (cpu.Min * scale):F1} {y + 3}v8M{right:F1} {y + 3}v8");
            Line(svg, $"""<path class="halo" d="{spread}"/><path class="spread" d="{spread}"/>""");
        }

        Line(svg, $"""<text{(peer.IsGateway ? " class=\"own\"" : "")} x="{right + 8:F1}" y="{y + 11}">{(cpu.Median < 100 ? cpu.Median.ToString("F1", CultureInfo.InvariantCulture) : cpu.Median.ToString("N0", CultureInfo.InvariantCulture))}</text>""");
    }

    private static double Step(double most)
    {
        var rough = most / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 } * power;
    }

    private static string Short(PeerLoad load) => load.Name == "mix" ? "Mix of hits, events and batches of three vendors" : char.ToUpperInvariant(load.Title[0]) + load.Title[1..];

    private static string Description(PeersSummary summary, List<PeerLoad> loads, List<Peer> peers) => string.Join(' ', loads.Select(load =>
        $"{Short(load)}: {string.Join(", ", peers.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Title}{(p.Redacts ? ", redacting," : "")} {summary.Of(p, load.Name, static f => f.Cpu)?.Median:F1}")))}."));

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static void Line(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
