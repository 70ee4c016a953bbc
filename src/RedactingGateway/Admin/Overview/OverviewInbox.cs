using RedactingGateway.Privacy.Transparency;
using RedactingGateway.Telemetry;
using static RedactingGateway.Admin.Overview.OverviewText;

namespace RedactingGateway.Admin.Overview;

/// <summary>Unknown fields, each with what the policy would need to know it.</summary>
internal sealed class OverviewInbox(UnknownFieldsPage unknown, PageWriter page)
{
    // 6 a destination at first sight, 50 in all: what is frequent; /unknown-fields has all.
    private const int MaxAtFirst = 6;
    private const int MaxFields = 50;

    public void Write()
    {
        if (unknown.Destinations.All(static d => !HasNames(d)))
        {
            page.Markup("<p class=\"empty\">None so far.</p>\n");
        }

        page.Markup("<div class=\"pairs\">\n");
        foreach (var destination in unknown.Destinations.Where(HasNames))
        {
            page.Line($"<div class=\"card inbox\">\n<h3>{destination.Destination}</h3>\n<p class=\"who\">{Count(destination.Fields.Length, "name", "names")} in {Count(destination.Requests, "request", "requests")} looked at{Hidden(destination.NotShown)}{TooRare(destination.TooRare)}</p>");
            foreach (var field in destination.Fields.Take(MaxAtFirst))
            {
                Write(destination.Destination, field);
            }

            if (destination.Fields.Length > MaxAtFirst)
            {
                page.Line($"<details class=\"more\"><summary>{Number(Math.Min(destination.Fields.Length, MaxFields) - MaxAtFirst)} more</summary>");
                foreach (var field in destination.Fields.Take(MaxFields).Skip(MaxAtFirst))
                {
                    Write(destination.Destination, field);
                }

                page.Markup("</details>\n");
            }

            if (destination.Fields.Length > MaxFields)
            {
                page.Line($"<p class=\"who\">and {Number(destination.Fields.Length - MaxFields)} more: <a href=\"/unknown-fields\">all of them</a></p>");
            }

            page.Markup("</div>\n");
        }

        page.Markup("</div>\n");
    }

    private static string Hidden(long notShown) => notShown == 0 ? "" : $"; {Count(notShown, "field is", "fields are")} not shown: their names look like somebody's, or are no names";

    private static string TooRare(int names) => names == 0 ? "" : $"; {Count(names, "name is", "names are")} not shown yet: they came in less than five requests or from less than three clients";

    private static bool HasNames(UnknownFieldsOf destination) => !destination.Fields.IsEmpty || destination.TooRare > 0;

    private void Write(string destination, UnknownField field)
    {
        var snippet = UnknownAddress.Extension(destination, field.Field);
        var what = field.Reason == "uncategorised" ? "needs a category" : "not in the dictionary";
        page.Line($"""
            <details><summary><code>{field.Field}</code> <span>{Count(field.Count, "request", "requests")}, {what}, last {Time(field.LastSeen)}</span></summary>
            <label><span>Copy as <code>extend:</code></span><textarea readonly rows="{Rows(snippet)}" cols="40" spellcheck="false">{snippet}</textarea></label></details>
            """);
    }

    private static string Rows(string snippet) => Number(snippet.Split('\n').Length);
}
