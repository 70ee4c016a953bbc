using System.Globalization;
using System.Xml.Linq;
using RedactingGateway.Benchmarks.Peers.Results;

namespace RedactingGateway.LoadTests.Tests.Peers;

public sealed class PeersReportTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Table_MadeUpResult_HasMediansSpreadsAndRatiosOfRounds()
    {
        var table = PeersTable.Of(MadeUpResult.Create());

        // The medians are of the second round; the ratio is the same in each.
        Assert.Contains("| **RedactingGateway, redacting** | 45.0 µs (30.0 to 90.0) | 0.75 | 22,222 | 90 µs (60 to 180) | 450 µs (300 to 900) | -30 µs (-60 to -20) | -150 µs (-300 to -100) |", table, StringComparison.Ordinal);
        Assert.Contains("| nginx | 15.0 µs (10.0 to 30.0) | 0.25 | ≥ 66,667 |", table, StringComparison.Ordinal);
        Assert.Contains("| mitmproxy + Python, redacting | 900.0 µs | 22.50 | 1,111 | – | – | – | – |", table, StringComparison.Ordinal);
        Assert.Contains("Latency at 12,000 requests a second", table, StringComparison.Ordinal);
        Assert.Contains("3 rounds of 4 s; mitmproxy + Python once", table, StringComparison.Ordinal);
        Assert.DoesNotContain("preliminary", table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(27, "CPU ÷ nginx + Lua | event | ≤ 1.1, goal 1.0 | 1.08 | met |")]
    [InlineData(24, "CPU ÷ nginx + Lua | event | ≤ 1.1, goal 1.0 | 0.96 | met, and the goal |")]
    [InlineData(30, "CPU ÷ nginx + Lua | event | ≤ 1.1, goal 1.0 | 1.20 | **not met** |")]
    [InlineData(30, "Node.js ÷ the gateway, CPU | event | ≥ 1.7, goal 2.5 | 2.00 | met |")]
    [InlineData(40, "Node.js ÷ the gateway, CPU | event | ≥ 1.7, goal 2.5 | 1.50 | **not met** |")]
    [InlineData(40, "CPU ÷ YARP, defaults | event | ≤ 0.85 | 1.00 | **not met** |")]
    public void Table_GatewayCostsThat_TargetsFollow(double gateway, string row) =>
        Assert.Contains(row, PeersTable.Of(MadeUpResult.Create(gateway)), StringComparison.Ordinal);

    [Fact]
    public void Table_OtherWorkRan_SaysPreliminary() => Assert.Contains("preliminary", PeersTable.Of(MadeUpResult.Create(otherWork: 1.2)), StringComparison.Ordinal);

    [Fact]
    public void Plot_MadeUpResult_IsAccessibleSvgWithBarsToScale()
    {
        var svg = XDocument.Parse(PeersPlot.Of(MadeUpResult.Create())).Root!;
        var bars = svg.Elements(Svg + "rect").Where(static r => (string?)r.Attribute("height") == "14" && (string?)r.Attribute("x") != "20" && (string?)r.Attribute("x") != "124").Select(static r => double.Parse(r.Attribute("width")!.Value, CultureInfo.InvariantCulture)).ToList();

        Assert.Equal("img", (string?)svg.Attribute("role"));
        Assert.Equal("title desc", (string?)svg.Attribute("aria-labelledby"));
        Assert.Contains("RedactingGateway, redacting, 45.0", svg.Element(Svg + "desc")!.Value, StringComparison.Ordinal);
        Assert.Contains("AMD <EPYC> & others", svg.Value, StringComparison.Ordinal);

        // nginx, YARP, YARP with switches, the gateway, nginx + Lua, Node.js, and mitmproxy, whose bar is cut at the edge.
        Assert.Equal(7, bars.Count);
        Assert.Equal(0.25, bars[0] / bars[1], 0.01);
        Assert.Equal(0.75, bars[3] / bars[1], 0.01);
        Assert.All(bars, bar => Assert.InRange(bar, 1, bars[^1]));
        Assert.Single(svg.Elements(Svg + "path"), static p => (string?)p.Attribute("class") == "cut");
    }

    [Fact]
    public void Result_JsonAndBack_IsTheSame()
    {
        var result = MadeUpResult.Create();

        Assert.Equal(PeersTable.Of(result), PeersTable.Of(PeersResult.FromJson(result.ToJson())));
    }

    [Fact]
    public void MarkedSection_Document_ChangesBetweenMarksOnly()
    {
        const string Document = "# A\n<!-- peers:begin -->\nold\n<!-- peers:end -->\nB\n";

        Assert.Equal("# A\n<!-- peers:begin -->\nnew\n<!-- peers:end -->\nB\n", MarkedSection.Replace(Document, "new\n\n"));
        Assert.Throws<InvalidDataException>(() => MarkedSection.Replace("# A\n", "new"));
    }
}
