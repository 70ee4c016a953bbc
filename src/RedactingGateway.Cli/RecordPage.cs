using System.Globalization;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Policies.Reports;

namespace RedactingGateway.Cli;

/// <summary>The record of processing activities as one page.</summary>
internal static class RecordPage
{
    public static void Write(TextWriter output, ProcessingRecord record, ReportWords words)
    {
        var policy = record.Policy;
        var page = new HtmlPage(output);
        page.Begin(words.Language, words["Record of processing activities"]);
        page.Element("p", words["The gateway's part, from the policy (GDPR Art. 30(1))"], "lead");
        page.Facts(
            (words["Controller"], policy.Controller.Name),
            (words["Address"], policy.Controller.Address),
            (words["Contact"], policy.Controller.Contact),
            (words["Data protection officer"], policy.Controller.DataProtectionOfficer),
            (words["Sites"], string.Join(", ", policy.Sites.SelectMany(s => s.Hosts))),
            (words["Policy"], $"{words["revision"]} {policy.Revision}"));
        foreach (var activity in record.Activities)
        {
            Write(page, policy, activity, words);
        }

        if (!policy.Outside.IsEmpty)
        {
            page.Element("h2", words["Recipients outside of the gateway"]);
            page.Table(
                words["Recipients outside of the gateway"], [words["Recipient"], words["Country"], words["Why"]],
                policy.Outside.Select(o => new[] { HtmlPage.Encode(o.Name), HtmlPage.Encode(o.Country), HtmlPage.Encode(words.Text(o.Why)) }));
        }

        if (!policy.Never.IsEmpty)
        {
            page.Element("h2", words["Leaves for no purpose at all"]);
            page.List(policy.Never.Select(n => $"{words.Category(policy, n.Category)} ({n.Category})"));
        }

        page.Element("h2", words["Technical and organisational measures"]);
        page.List(Measures(record, words));
        page.Element("p", words["This page is generated from the policy that the gateway enforces. It covers what passes the gateway, and is no legal advice."], "note");
        page.End();
    }

    private static void Write(HtmlPage page, PolicySnapshot policy, ProcessingActivity activity, ReportWords words)
    {
        var purpose = activity.Purpose;
        page.Element("h2", words.Text(purpose.Title, purpose.Id));
        page.Element("p", words.Text(purpose.Description));
        page.Facts(
            (words["Data use"], purpose.Use),
            (words["Legal basis"], $"{words[RecordTable.Word(purpose.Basis)]} ({words.Article(purpose.Basis)})"),
            (words["Legitimate interest"], words.Text(purpose.Interest)),
            (words["Device access"], words[purpose.StrictlyNecessary ? "strictly necessary" : "consent"]),
            (words["Data subjects"], words["visitors of the sites"]),
            (words["Global Privacy Control"], words[purpose.RefusedByGpc ? "refuses this purpose" : "has no effect on this purpose"]));
        if (activity.Data.IsEmpty)
        {
            page.Element("p", words["Nothing leaves for this purpose."]);
            return;
        }

        page.Table(
            words["Categories of personal data"], [words["Category"], words["Form in which it leaves"], words["Recipient"], words["Why it is needed"]],
            activity.Data.Select(d => new[]
            {
                $"{HtmlPage.Encode(words.Category(policy, d.Category))}{HtmlPage.Code(d.Category)}",
                HtmlPage.Encode(string.Join("; ", d.Forms.Select(words.Form))), HtmlPage.Encode(d.Recipient.Name), HtmlPage.Encode(RecordTable.Because(purpose, d.Category, words)),
            }));
        page.Table(
            words["Recipients"], [words["Recipient"], words["Role"], words["Country"], words["Transfers"], words["Own purposes"], words["Retention"]],
            activity.Recipients.Select(r => new[]
            {
                HtmlPage.Encode(r.Name), HtmlPage.Encode(words[RecordTable.Word(r.Role)]), HtmlPage.Encode(r.Country), HtmlPage.Encode(RecordTable.Transfers(r, words)),
                words[r.ReusesForOwnPurposes ? "yes" : "no"], HtmlPage.Encode(r.Retention),
            }));
    }

    private static IEnumerable<string> Measures(ProcessingRecord record, ReportWords words)
    {
        yield return words["Default deny: a field leaves only if a granted purpose allows its category for this destination."];
        yield return words["Requests are decoded all the way down and decided field by field; what cannot be decoded does not leave."];
        yield return words["Free text and addresses of pages are searched for personal data, which is decided like a field of its own."];
        if (record.Activities.Any(a => a.Data.Any(d => d.IsPseudonymized)))
        {
            yield return words["Pseudonyms are keyed by recipient, category and period; the salts of past periods are destroyed."];
        }

        yield return words["Refusals, objections and Global Privacy Control are enforced before anything is sent."];
        yield return words["Proofs of consent are kept for {0} months after their last entry."].Replace("{0}", record.Policy.Retention.ConsentProofMonths.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
