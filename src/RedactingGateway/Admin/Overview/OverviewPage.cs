using RedactingGateway.Privacy.Transparency;
using static RedactingGateway.Admin.Overview.OverviewText;

namespace RedactingGateway.Admin.Overview;

/// <summary>The admin page: what flows to whom in which form, what stays and why, and what needs somebody. Plain HTML and SVG, no script.</summary>
internal sealed class OverviewPage(OverviewFacts facts)
{
    private readonly PageWriter _page = new();

    /// <summary>Writes the page.</summary>
    public string Write()
    {
        var concerns = OverviewConcerns.Of(facts);
        WriteHead(concerns.Count);
        WriteConcerns(concerns);
        WriteResult();
        Section("flow", "What went where", "Every field that pages sent, by what it is; on the right who received it, or why it stayed.");
        _page.Markup("<div class=\"card\" id=\"picture\">\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Picture of the flow\">\n");
        new FlowPicture(facts).Write(_page);
        _page.Markup("</div>\n");
        WriteLegend();
        new OverviewTables(facts, _page).WriteFlows();
        _page.Markup("</div>\n");
        Section("time", "Over time", facts.ByHour ? "Fields by hour: above the line they left, below it they stayed." : "Fields by minute: above the line they left, below it they stayed.");
        _page.Markup("<div class=\"card\">\n");
        new TimePicture(facts).Write(_page);
        _page.Markup("</div>\n");
        Section("destinations", "Destinations", "Events are what pages report; a vendor answers for those that were sent.");
        new OverviewTables(facts, _page).WriteDestinations();
        Section("refusals", "Last refusals", "Events that did not leave as a whole, by reason; fields by their names in the dictionary.");
        new OverviewTables(facts, _page).WriteRefusals();
        Section("unknown", "Unknown fields", "Pages send them, and the policy does not say what they are: they stay. Say what they are, or leave it.");
        new OverviewInbox(facts.Unknown, _page).Write();
        Section("policy", "Policy and health", "");
        new OverviewHealth(facts, _page).Write();
        _page.Line($"""
            <footer><p>This node only, in memory, no values: names of the policy and of dictionaries, reasons and counts. Taken at {Moment(facts.Now)}.
            For programs: <a href="/metrics">metrics</a>, <a href="/events">events</a>, <a href="/refusals">refusals</a>, <a href="/unknown-fields">unknown fields</a>, <a href="/health/ready">readiness</a>.</p></footer>
            """);
        return _page.End();
    }

    private void WriteHead(int concerns)
    {
        _page.Line($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{(concerns == 0 ? "" : $"({concerns}) ")}RedactingGateway</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/overview.css">
            </head>
            <body>
            <a class="skip" href="#main">To the content</a>
            <header>
            <p class="brand">RedactingGateway <span class="{(concerns == 0 ? "well" : "look")}">{(concerns == 0 ? "all is well" : Count(concerns, "thing to look at", "things to look at"))}</span></p>
            <nav aria-label="Time shown"><a href="/"{Current(!facts.ByHour)}>Last hour</a> <a href="/?days"{Current(facts.ByHour)}>Two days</a> <a href="{(facts.ByHour ? "/?days" : "/")}">Reload</a></nav>
            </header>
            <main id="main">
            <h1>What leaves, and what stays</h1>
            <p class="lead">{Span()}. Policy <code>{facts.Policy.Revision}</code>, {OverviewHealth.Approval(facts.Policy)}.</p>
            """);
    }

    private string Span() => facts.ByHour
        ? $"From {facts.Start:yyyy-MM-dd HH:mm} to {facts.Now:yyyy-MM-dd HH:mm} UTC"
        : $"From {Time(facts.Start)} to {Time(facts.Now)} UTC, {facts.Now:yyyy-MM-dd}";

    private static PageWriter.Marked Current(bool isCurrent) => (PageWriter.Marked)(isCurrent ? " aria-current=\"page\"" : "");

    private void WriteConcerns(IReadOnlyList<OverviewConcern> concerns)
    {
        if (concerns.Count == 0)
        {
            return;
        }

        _page.Markup("<ul class=\"concerns\">\n");
        foreach (var concern in concerns)
        {
            _page.Line($"<li><a href=\"#{concern.Section}\">{concern.Text}</a></li>");
        }

        _page.Markup("</ul>\n");
    }

    private void WriteResult()
    {
        var fields = OverviewFacts.Count(facts.Fields);
        var recipients = facts.Fields.Where(static f => f.Key.Left && f.Value > 0).Select(static f => f.Key.Recipient).Distinct(StringComparer.Ordinal).Count();
        var sent = facts.Events.Where(static e => e.Key.Reason == "none").Sum(static e => e.Value);
        var withheld = facts.Events.Where(static e => e.Key.Reason != "none").Sum(static e => e.Value);
        _page.Line($"""
            <section class="result" aria-label="In short">
            <h2>{(fields.All == 0 ? "Nothing came in" : $"{Number(fields.Left)} of {Count(fields.All, "field", "fields")} left, to {Count(recipients, "recipient", "recipients")}")}</h2>
            <p>{Number(fields.Kept)} as they came, {Number(fields.Reduced)} in a reduced form; {Number(fields.Withheld)} were withheld. {Count(sent, "event was", "events were")} sent, {Number(withheld)} {(withheld == 1 ? "was" : "were")} not.</p>
            """);
        OverviewTables.WriteBar(_page, fields);
        _page.Markup("</section>\n");
    }

    private void WriteLegend() =>
        _page.Markup("<ul class=\"legend\"><li class=\"kept\">left as they came</li><li class=\"reduced\">left in a reduced form</li><li class=\"withheld\">withheld</li></ul>\n");

    private void Section(string id, string title, string lead)
    {
        _page.Line($"<h2 id=\"{id}\">{title}</h2>");
        if (lead.Length > 0)
        {
            _page.Line($"<p class=\"about\">{lead}</p>");
        }
    }
}
