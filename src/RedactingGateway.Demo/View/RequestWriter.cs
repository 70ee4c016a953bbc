using System.Text;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Demo.Texts;
using RedactingGateway.Demo.Watching;

namespace RedactingGateway.Demo.View;

/// <summary>Puts one request into words.</summary>
internal static class RequestWriter
{
    private static readonly (FieldOutcome Outcome, string Code)[] Groups =
        [(FieldOutcome.Dropped, "withheld"), (FieldOutcome.Treated, "treated"), (FieldOutcome.Kept, "kept")];

    public static RequestCard Write(WatchedRequest request, Words words)
    {
        var outcomes = new Outcomes(request.Count(FieldOutcome.Kept), request.Count(FieldOutcome.Treated), request.Count(FieldOutcome.Dropped));
        var recipient = request.Destination.RecipientName;
        var verdict = request.Received is not null
            ? words.Format("verdict.left", recipient, outcomes.Kept + outcomes.Treated, request.Fields.Count)
            : words.Format("verdict.nothing", recipient, words["reason." + request.Refusal.Code()]);
        return new RequestCard(
            request.Id,
            Title(request, words),
            $"{request.Method} {request.Target.Split('?')[0]}",
            verdict,
            request.Received is not null,
            outcomes,
            [.. Groups.Select(g => Group(request, g.Outcome, g.Code, words)).Where(static g => g.Rows.Count > 0)],
            Raw(request.Method, request.Target, request.Headers, request.Body),
            request.Received is { } got ? Raw(got.Method, got.Target, got.Headers, got.Body.Span) : words["raw.nothing"]);
    }

    private static FieldGroup Group(WatchedRequest request, FieldOutcome outcome, string code, Words words)
    {
        var rows = request.Fields.Where(f => f.Decision.Outcome == outcome)
            .Select(f => FieldWriter.Write(f, request, words))
            .OrderBy(static r => r.IsTechnical)
            .ToList();
        var technical = rows.Count(static r => r.IsTechnical);
        return new FieldGroup(
            code, words.Count("group." + code, rows.Count), rows, technical > 0 ? words.Count("group.technical", technical) : null);
    }

    private static string Title(WatchedRequest request, Words words)
    {
        var name = words.Find("destination." + request.Destination.Id) ?? request.Destination.Id;
        var events = string.Join(", ", request.Fields
            .Where(static f => f.Decision.Address.EndsWith(".en", StringComparison.Ordinal)
                || f.Decision.Address.EndsWith(".ev", StringComparison.Ordinal)
                || f.Decision.Address.EndsWith(".event_name", StringComparison.Ordinal))
            .Select(static f => f.Decision.Before));
        return events.Length > 0 ? $"{name}: {events}" : name;
    }

    private static string Raw(string method, string target, IReadOnlyList<KeyValuePair<string, string>> headers, ReadOnlySpan<byte> body)
    {
        var text = new StringBuilder().Append(method).Append(' ').Append(target).Append('\n');
        foreach (var (name, value) in headers)
        {
            text.Append(name).Append(": ").Append(value).Append('\n');
        }

        return text.Append('\n').Append(Encoding.UTF8.GetString(body)).ToString();
    }
}
