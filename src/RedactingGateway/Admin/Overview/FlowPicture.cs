using RedactingGateway.Core.Redaction;
using RedactingGateway.Privacy.Transparency;
using RedactingGateway.Telemetry;
using static RedactingGateway.Admin.Overview.OverviewText;

namespace RedactingGateway.Admin.Overview;

/// <summary>Data categories on the left; on the right who received them, and below why the rest stayed. Each band is as wide as there were fields.</summary>
internal sealed class FlowPicture(OverviewFacts facts)
{
    private const double Width = 1000;
    private const double Left = 285;
    private const double Right = 665;
    private const double NodeWidth = 10;

    // The room that all fields together get, and the least that a node gets so that its name fits.
    private const double Room = 300;
    private const double MinSlot = 26;
    private const double MinBand = 1.5;
    private const double GroupGap = 44;
    private const double Top = 34;

    // As many names as fit beside a picture; the tables have all.
    private const int MaxCategories = 10;
    private const int MaxRecipients = 8;
    private const int MaxReasons = 6;

    private const string Other = "Other ";

    /// <summary>Writes it; nothing where nothing happened.</summary>
    public void Write(PageWriter page)
    {
        var bands = Bands();
        var total = bands.Sum(static b => b.Count);
        if (total == 0)
        {
            page.Markup("<p class=\"empty\">No fields came in during this time.</p>\n");
            return;
        }

        var scale = Room / total;
        var from = Column([.. bands.GroupBy(static b => b.From, StringComparer.Ordinal).Select(g => Node(g.Key, g, scale)).OrderBy(static n => n.Name.StartsWith(Other, StringComparison.Ordinal)).ThenByDescending(static n => n.Count)], Top);
        var recipients = Column([.. bands.Where(static b => b.Kind != FlowKind.Withheld).GroupBy(static b => b.To, StringComparer.Ordinal).Select(g => Node(g.Key, g, scale)).OrderByDescending(static n => n.Count)], Top);
        var reasonsTop = recipients.Count == 0 ? Top : recipients[^1].Bottom + GroupGap;
        var reasons = Column([.. bands.Where(static b => b.Kind == FlowKind.Withheld).GroupBy(static b => b.To, StringComparer.Ordinal).Select(g => Node(g.Key, g, scale)).OrderByDescending(static n => n.Count)], reasonsTop);
        var height = new[] { from, recipients, reasons }.Where(static c => c.Count > 0).Max(static c => c[^1].Bottom) + 8;
        page.Line($"<svg class=\"flow\" viewBox=\"0 0 {Of(Width)} {Of(height)}\" role=\"img\" aria-labelledby=\"flow-title\" aria-describedby=\"flow-description\">\n<title id=\"flow-title\">Which data went to whom, and what stayed</title>\n<desc id=\"flow-description\">{Describe(bands)}</desc>");
        WriteHeading(page, Left, 16, "end", "Came in");
        WriteHeading(page, Right + NodeWidth, 16, "start", recipients.Count > 0 ? "Left to" : "");
        WriteHeading(page, Right + NodeWidth, reasonsTop - 16, "start", reasons.Count > 0 ? "Stayed, because" : "");
        WriteBands(page, bands, from, recipients, reasons, scale);
        foreach (var node in from)
        {
            WriteNode(page, node, Left - NodeWidth, Left - NodeWidth - 10, "end", "from");
        }

        foreach (var node in recipients)
        {
            WriteNode(page, node, Right, Right + NodeWidth + 10, "start", "to");
        }

        foreach (var node in reasons)
        {
            WriteNode(page, node, Right, Right + NodeWidth + 10, "start", "stayed");
        }

        page.Markup("</svg>\n");
    }

    private List<Band> Bands()
    {
        var fields = facts.Fields.Where(static f => f.Value > 0).ToList();
        var categories = Most(fields, f => facts.CategoryName(f.Key.Category), MaxCategories, Other + "categories");
        var recipients = Most(fields.Where(static f => f.Key.Left), static f => f.Key.Recipient, MaxRecipients, Other + "recipients");
        var reasons = Most(fields.Where(static f => !f.Key.Left), static f => ReasonOf(f.Key), MaxReasons, Other + "reasons");
        return
        [
            .. fields
                .GroupBy(f => (From: categories(f), To: f.Key.Left ? recipients(f) : reasons(f), Kind: OverviewFacts.KindOf(f.Key)))
                .Select(static g => new Band(g.Key.From, g.Key.To, g.Key.Kind, g.Sum(static f => f.Value))),
        ];
    }

    // In a picture a reason has few words.
    private static string ReasonOf(FieldSeries series) => series.Reason switch
    {
        WithheldReason.Policy => "No purpose allows it",
        WithheldReason.Uncategorised => "No category yet",
        WithheldReason.DeviceAccess => "Read from the device",
        WithheldReason.Detected => "Personal data inside",
        WithheldReason.Shape => "Not of the expected shape",
        WithheldReason.Never => "Never leaves",
        WithheldReason.UnknownField => "Unknown field",
        WithheldReason.Required => "Its event was incomplete",
        WithheldReason.Undecodable => "Undecodable",
        WithheldReason.Event => "Its event is not wanted",
        WithheldReason.Empty => "Nothing left to send",
        WithheldReason.Shadow => "Shadow mode",
        WithheldReason.Overridden => "The gateway sets it",
        WithheldReason.NoKey => "A salt is missing",
        _ => OverviewFacts.Sentence(series.Reason.Code()),
    };

    private static Func<KeyValuePair<FieldSeries, long>, string> Most(IEnumerable<KeyValuePair<FieldSeries, long>> fields, Func<KeyValuePair<FieldSeries, long>, string> name, int most, string other)
    {
        var all = fields.GroupBy(name, StringComparer.Ordinal).OrderByDescending(static g => g.Sum(static f => f.Value)).Select(static g => g.Key).ToList();
        var named = all.Count <= most ? all : all[..(most - 1)];
        return f => named.Contains(name(f)) ? name(f) : other;
    }

    private static FlowNode Node(string name, IEnumerable<Band> bands, double scale) => new(name, bands.Sum(static b => b.Count), bands.Sum(b => Thickness(b, scale)), 0);

    private static double Thickness(Band band, double scale) => Math.Max(MinBand, band.Count * scale);

    private static List<FlowNode> Column(List<FlowNode> nodes, double top)
    {
        var placed = new List<FlowNode>();
        foreach (var node in nodes)
        {
            placed.Add(node with { Y = top + Math.Max(0, (MinSlot - node.Height) / 2) });
            top += Math.Max(MinSlot, node.Height) + 6;
        }

        return placed;
    }

    private static void WriteBands(PageWriter page, List<Band> bands, List<FlowNode> from, List<FlowNode> recipients, List<FlowNode> reasons, double scale)
    {
        // Bands leave a node in the order in which they arrive, so that few of them cross.
        var ends = recipients.Select(static n => (n.Name, Stays: false, n.Y)).Concat(reasons.Select(static n => (n.Name, Stays: true, n.Y))).ToList();
        int EndOf(Band band) => ends.FindIndex(e => e.Name == band.To && e.Stays == (band.Kind == FlowKind.Withheld));
        var starts = from.ToDictionary(static n => n.Name, static n => n.Y, StringComparer.Ordinal);
        var arrived = ends.Select(static e => e.Y).ToArray();
        foreach (var band in bands.OrderBy(b => from.FindIndex(n => n.Name == b.From)).ThenBy(EndOf).ThenBy(static b => b.Kind))
        {
            var thickness = Thickness(band, scale);
            var end = EndOf(band);
            var (y, to) = (starts[band.From] + (thickness / 2), arrived[end] + (thickness / 2));
            starts[band.From] += thickness;
            arrived[end] += thickness;
            const double Middle = (Left + Right) / 2;
            page.Line($"<path class=\"{Class(band.Kind)}\" d=\"M{Of(Left)} {Of(y)}C{Of(Middle)} {Of(y)} {Of(Middle)} {Of(to)} {Of(Right)} {Of(to)}\" stroke-width=\"{Of(thickness)}\"><title>{Sentence(band)}</title></path>");
        }
    }

    private static void WriteHeading(PageWriter page, double x, double y, string anchor, string text)
    {
        if (text.Length > 0)
        {
            page.Line($"<text class=\"group\" x=\"{Of(x)}\" y=\"{Of(y)}\" text-anchor=\"{anchor}\">{text}</text>");
        }
    }

    private static void WriteNode(PageWriter page, FlowNode node, double x, double textX, string anchor, string side)
    {
        var middle = Of(node.Y + (node.Height / 2) + 5);
        page.Line($"<rect class=\"{side}\" x=\"{Of(x)}\" y=\"{Of(node.Y)}\" width=\"{Of(NodeWidth)}\" height=\"{Of(node.Height)}\" rx=\"2\"/>");
        page.Line($"<text x=\"{Of(textX)}\" y=\"{middle}\" text-anchor=\"{anchor}\">{Short(node.Name, side == "from" ? 27 : 34)} <tspan class=\"count\">{Number(node.Count)}</tspan></text>");
    }

    // So many characters fit beside the picture.
    private static string Short(string name, int most) => name.Length <= most ? name : name[..(most - 1)].TrimEnd() + "…";

    private static string Describe(List<Band> bands) => string.Join(" ", bands.OrderByDescending(static b => b.Count).Take(12).Select(static b => Sentence(b) + "."));

    private static string Sentence(Band band) => band.Kind switch
    {
        FlowKind.Kept => $"{band.From}, {Number(band.Count)}: to {band.To} as they came",
        FlowKind.Reduced => $"{band.From}, {Number(band.Count)}: to {band.To} in a reduced form",
        _ => $"{band.From}, {Number(band.Count)}: stayed ({band.To})",
    };

    private sealed record Band(string From, string To, FlowKind Kind, long Count);

    private sealed record FlowNode(string Name, long Count, double Height, double Y)
    {
        public double Bottom => Y + Math.Max(Height, MinSlot);
    }
}
