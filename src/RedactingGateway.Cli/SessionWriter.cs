using System.Globalization;
using System.Text;
using System.Text.Json;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Cli;

/// <summary>Writes what becomes of several requests or for several visitors: side by side, by recipient, or of one field.</summary>
internal static class SessionWriter
{
    public static void Write(TextWriter output, PolicySnapshot policy, SessionExplanation session, string? why, ExplanationFormat format)
    {
        if (format == ExplanationFormat.Json)
        {
            output.WriteLine(JsonSerializer.Serialize(new { Requests = session.Requests.Select(ExplanationWriter.ToRecord), Recipients = session.Recipients(), session.Elsewhere }, ExplanationWriter.Indented));
            return;
        }

        if (why is not null)
        {
            WriteWhy(output, session, why);
            return;
        }

        WriteRequests(output, session);
        WriteMatrix(output, session);
        WriteRecipients(output, policy, session);
        if (!session.Elsewhere.IsEmpty)
        {
            output.WriteLine();
            output.WriteLine("Not for any destination, so the gateway has no say in it:");
            foreach (var (host, count) in session.Elsewhere)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {host}: {count} {(count == 1 ? "request" : "requests")}"));
            }
        }
    }

    public static void WriteRecipients(TextWriter output, PolicySnapshot policy, SessionExplanation session)
    {
        foreach (var recipient in session.Recipients().GroupBy(r => r.Recipient, StringComparer.Ordinal))
        {
            output.WriteLine();
            output.WriteLine(Terminal.Bold($"**{recipient.Key}** would receive:"));
            List<string[]> rows = [["  data", "form", "purpose", "fields", "from visitors"]];
            rows.AddRange(recipient.Select(r => new[]
            {
                $"  {(policy.CategoryNames.GetValueOrDefault(r.Category)?.GetValueOrDefault("en") is { } name ? $"{name} ({r.Category})" : r.Category)}",
                r.Form, r.Purpose, r.Fields.ToString(CultureInfo.InvariantCulture), string.Join(", ", r.Visitors),
            }));
            Table.Write(output, rows);
        }
    }

    private static void WriteRequests(TextWriter output, SessionExplanation session)
    {
        List<string[]> rows = [["request", "to", "visitor", "would be sent", "kept", "treated", "dropped"]];
        rows.AddRange(session.Requests.Select(r => new[]
        {
            $"{r.Method} {r.Endpoint.Path.Text}", $"{r.Destination.RecipientName} ({r.Destination.Id})", r.VisitorName,
            r.Withheld == WithheldReason.None ? "yes" : $"no ({r.Withheld.Describe()})", Number(r.Kept), Number(r.Treated), Number(r.Dropped),
        }));
        Table.Write(output, rows);

        static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    // One line a field, one column a visitor.
    private static void WriteMatrix(TextWriter output, SessionExplanation session)
    {
        var visitors = session.Requests.Select(r => r.VisitorName).Distinct(StringComparer.Ordinal).ToList();
        foreach (var destination in session.Requests.GroupBy(r => r.Destination.Id, StringComparer.Ordinal))
        {
            var fields = destination.SelectMany(r => r.Trace.Decisions.Select(d => (d.Address, d.Category))).Distinct().ToList();
            List<string[]> rows = [[$"{destination.Key}: field", "category", .. visitors, "rule"]];
            rows.AddRange(fields.Select(f => (string[])
            [
                f.Address, f.Category ?? "-",
                .. visitors.Select(v => string.Join(" | ", destination.Where(r => r.VisitorName == v).SelectMany(r => r.Trace.Decisions.Where(d => d.Address == f.Address).Select(d => Cell(r, d))).Distinct(StringComparer.Ordinal))),
                Rule(destination.SelectMany(r => r.Trace.Decisions).Where(d => d.Address == f.Address).ToList()),
            ]));
            output.WriteLine();
            Table.Write(output, rows);
        }
    }

    // The line that lets it leave from anybody, or else the one that keeps it.
    private static string Rule(List<FieldDecision> decisions) =>
        (decisions.Find(d => d.Outcome != FieldOutcome.Dropped) ?? decisions[0]).Rule is { Line: > 0 } rule ? rule.FileAndLine : "-";

    private static string Cell(Explanation explanation, FieldDecision decision) => decision.Outcome switch
    {
        _ when explanation.Withheld != WithheldReason.None => "-",
        FieldOutcome.Dropped => "-",
        _ => decision.Form ?? (decision.Outcome == FieldOutcome.Treated ? "replaced" : "keep"),
    };

    private static void WriteWhy(TextWriter output, SessionExplanation session, string field)
    {
        var pattern = new NamePattern(field);
        var found = false;
        foreach (var explanation in session.Requests)
        {
            foreach (var decision in explanation.Trace.Decisions.Where(d => pattern.Matches(Encoding.UTF8.GetBytes(d.Address))))
            {
                found = true;
                WriteWhy(output, explanation, decision);
            }
        }

        if (!found)
        {
            var known = session.Requests.SelectMany(r => r.Trace.Decisions).Select(d => d.Address).Distinct(StringComparer.Ordinal).ToList();
            var meant = Spelling.Nearest(field, known);
            throw new FormatException($"--why {field}: no such field is in the request{(meant is null ? $"; there are {string.Join(", ", known)}" : $"; did you mean '{meant}'?")}");
        }
    }

    private static void WriteWhy(TextWriter output, Explanation explanation, FieldDecision d)
    {
        var leaves = d.Outcome != FieldOutcome.Dropped && explanation.Withheld == WithheldReason.None;
        output.WriteLine(Terminal.Bold($"**{d.Address}** to {explanation.Destination.RecipientName} ({explanation.Destination.Id}), visitor {explanation.VisitorName}: **{(leaves ? d.Form ?? (d.Outcome == FieldOutcome.Kept ? "keep" : "replaced") : "does not leave")}**"));
        output.WriteLine($"  category: {d.Category ?? "none"}{(d.Found is null ? "" : $"; found inside: {d.Found}")}");
        if (explanation.Withheld != WithheldReason.None)
        {
            output.WriteLine($"  the request does not leave: {explanation.Withheld.Describe()}");
        }

        if (d.Reason != WithheldReason.None)
        {
            output.WriteLine($"  why: {d.Reason.Describe()}");
        }

        output.WriteLine($"  rule: {(d.Rule.Line == 0 ? "none" : d.Rule.FileAndLine)}{(d.Purpose is null ? "" : $", purpose {d.Purpose}")}");
        foreach (var (bit, purpose) in explanation.Destination.Purposes.Index())
        {
            var granted = (explanation.Grant.Purposes & (1UL << bit)) != 0;
            output.WriteLine($"  {purpose.Id} ({purpose.Span.FileAndLine}): {(granted ? "granted" : "not granted")} ({ExplanationWriter.Describe(explanation, bit)})");
        }

        if (explanation.Trace.WithValues)
        {
            output.WriteLine($"  value: {d.Before}{(d.After is null || d.After == d.Before ? "" : $" → {d.After}")}");
        }
    }
}
