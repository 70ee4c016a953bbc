using System.Globalization;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Privacy.Transparency;
using RedactingGateway.Telemetry;
using static RedactingGateway.Admin.Overview.OverviewText;

namespace RedactingGateway.Admin.Overview;

/// <summary>The tables of the page.</summary>
internal sealed class OverviewTables(OverviewFacts facts, PageWriter page)
{
    // 200 rows: nobody reads more; /metrics has all.
    private const int MaxRows = 200;

    // 4 of each reason: the newest; /refusals has all.
    private const int MaxRefusals = 4;

    private const double BarWidth = 1000;

    /// <summary>A bar of three parts.</summary>
    public static void WriteBar(PageWriter page, FieldCounts counts)
    {
        page.Line($"<svg class=\"bar\" viewBox=\"0 0 {Of(BarWidth)} 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        var x = 0.0;
        foreach (var (count, kind) in new[] { (counts.Kept, FlowKind.Kept), (counts.Reduced, FlowKind.Reduced), (counts.Withheld, FlowKind.Withheld) })
        {
            var width = counts.All == 0 ? 0 : BarWidth * count / counts.All;
            if (width > 0)
            {
                page.Line($"<rect class=\"{Class(kind)}\" x=\"{Of(x)}\" y=\"0\" width=\"{Of(width)}\" height=\"10\"/>");
            }

            x += width;
        }

        page.Markup("</svg>\n");
    }

    /// <summary>The picture of the flow as tables.</summary>
    public void WriteFlows()
    {
        var fields = facts.Fields.Where(static f => f.Value > 0).ToList();
        string[] left = ["Category", "To", "Form", "Purpose", "Fields"];
        page.Markup("<details><summary>What left, as a table</summary>\n");
        page.BeginTable("Fields that left", left);
        var sent = fields.Where(static f => f.Key.Left)
            .GroupBy(f => (Name: facts.CategoryName(f.Key.Category), f.Key.Recipient, f.Key.Destination, Form: FormOf(f.Key), Purpose: PurposeOf(f.Key.Purpose)))
            .Select(static g => (g.Key, Count: g.Sum(static f => f.Value)));
        foreach (var (row, count) in sent.OrderBy(static s => s.Key.Recipient, StringComparer.Ordinal).ThenBy(static s => s.Key.Destination, StringComparer.Ordinal).ThenByDescending(static s => s.Count).Take(MaxRows))
        {
            page.Row(left, row.Name, $"{row.Recipient} ({row.Destination})", row.Form, row.Purpose, Number(count));
        }

        page.EndTable();
        string[] stayed = ["Category", "For", "Because", "Fields"];
        page.Markup("</details>\n<details><summary>What stayed and why, as a table</summary>\n");
        page.BeginTable("Fields that stayed", stayed);
        var kept = fields.Where(static f => !f.Key.Left)
            .GroupBy(f => (Name: facts.CategoryName(f.Key.Category), f.Key.Destination, f.Key.Reason))
            .Select(static g => (g.Key, Count: g.Sum(static f => f.Value)));
        foreach (var (row, count) in kept.OrderByDescending(static s => s.Count).Take(MaxRows))
        {
            page.Row(stayed, row.Name, row.Destination, OverviewFacts.Sentence(row.Reason.Code()), Number(count));
        }

        page.EndTable();
        page.Markup("</details>\n");
    }

    /// <summary>Destinations, with their vendors.</summary>
    public void WriteDestinations()
    {
        var events = facts.Events.Where(static e => e.Value > 0).ToLookup(static e => e.Key.Destination, StringComparer.Ordinal);
        var fields = facts.Fields.ToLookup(static f => f.Key.Destination, StringComparer.Ordinal);
        var hosts = facts.Vendors.ToLookup(static v => v.Destination, StringComparer.Ordinal);
        page.Markup("<div class=\"destinations\">\n");
        foreach (var destination in facts.Policy.Destinations.OrderByDescending(d => events[d.Id].Sum(static e => e.Value)).Take(MaxRows))
        {
            WriteDestination(destination, [.. events[destination.Id]], OverviewFacts.Count(fields[destination.Id]), hosts[destination.Id]);
        }

        if (facts.Policy.Destinations.Length > MaxRows)
        {
            page.Line($"<p class=\"empty\">and {Number(facts.Policy.Destinations.Length - MaxRows)} more with fewer events: <a href=\"/events\">all of them</a></p>");
        }

        page.Markup("</div>\n");
    }

    private void WriteDestination(
        CompiledDestination destination, List<KeyValuePair<(string Destination, string Reason), long>> events, FieldCounts fields, IEnumerable<VendorState> hosts)
    {
        var sent = events.Where(static e => e.Key.Reason == "none").Sum(static e => e.Value);
        page.Line($"<article class=\"card\">\n<h3>{destination.Id}{(PageWriter.Marked)(destination.Mode == DestinationMode.Shadow ? " <span class=\"tag\">shadow</span>" : "")}</h3>\n<p class=\"who\">{destination.RecipientName}</p>");
        page.Line($"<p><strong>{Number(sent)}</strong> of {Count(events.Sum(static e => e.Value), "event", "events")} sent; <strong>{Number(fields.Left)}</strong> of {Count(fields.All, "field", "fields")} left</p>");
        WriteBar(page, fields);
        var withheld = events.Where(static e => e.Key.Reason != "none").OrderByDescending(static e => e.Value).ToList();
        if (withheld.Count > 0)
        {
            page.Markup("<ul class=\"why\">\n");
            foreach (var (key, count) in withheld)
            {
                page.Line($"<li><span class=\"n\">{Number(count)}</span> {OverviewFacts.Sentence(key.Reason)}</li>");
            }

            page.Markup("</ul>\n");
        }

        page.Markup("<ul class=\"hosts\">\n");
        foreach (var vendor in hosts)
        {
            page.Line($"<li class=\"{(vendor.IsAvailable ? "well" : "look")}\">{vendor.Host}: {(vendor.IsAvailable ? "takes requests" : "left out until it answers")}, {Number(vendor.InFlight)} in flight</li>");
        }

        page.Markup("</ul>\n</article>\n");
    }

    /// <summary>The last refusals.</summary>
    public void WriteRefusals()
    {
        if (facts.Refusals.IsEmpty)
        {
            page.Markup("<p class=\"empty\">None since this process started.</p>\n");
            return;
        }

        page.Markup("<div class=\"pairs\">\n");
        foreach (var reason in facts.Refusals.GroupBy(static r => r.Reason, StringComparer.Ordinal))
        {
            page.Line($"<article class=\"card\">\n<h3>{OverviewFacts.Sentence(reason.Key)}</h3>\n<ul class=\"last\">");
            foreach (var refusal in reason.Take(MaxRefusals))
            {
                page.Line($"<li><time datetime=\"{refusal.Time.ToString("O", CultureInfo.InvariantCulture)}\">{Day(refusal.Time)}{refusal.Time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}</time> <strong>{refusal.Destination}</strong> {refusal.Endpoint ?? ""}{FieldsOf(refusal)}</li>");
            }

            page.Markup("</ul>\n</article>\n");
        }

        page.Markup("</div>\n");
    }

    private string Day(DateTimeOffset time) => time.UtcDateTime.Date == facts.Now.UtcDateTime.Date ? "" : time.ToString("MM-dd ", CultureInfo.InvariantCulture);

    private string FieldsOf(RecentRefusal refusal) => refusal.Fields.IsEmpty
        ? ""
        : ": " + string.Join(", ", refusal.Fields.Select(f => f.Category is null ? f.Field : $"{f.Field} ({facts.CategoryName(f.Category)})"));

    private static string FormOf(FieldSeries series) => series.Form switch
    {
        FieldSeries.Keep => "as it came",
        "cleaned" => "cleaned of personal data",
        "surrogate" => "replaced by a made-up value",
        "otherwise" => "keyed hash in its place",
        var form => form,
    };

    private string PurposeOf(string id)
    {
        foreach (var purpose in facts.Policy.Purposes)
        {
            if (purpose.Id == id)
            {
                return purpose.Title.GetValueOrDefault("en") ?? id;
            }
        }

        return id == "none" ? "–" : id;
    }
}
