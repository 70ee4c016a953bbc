using System.Text.Json;
using System.Text.Json.Serialization;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Cli;

/// <summary>How an explanation is written.</summary>
internal enum ExplanationFormat
{
    /// <summary>A table for people.</summary>
    Text,

    /// <summary>One JSON object.</summary>
    Json,
}

/// <summary>Writes an explanation for people and machines.</summary>
internal static class ExplanationWriter
{
    public static JsonSerializerOptions Indented { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(TextWriter output, Explanation explanation, ExplanationFormat format)
    {
        if (format == ExplanationFormat.Json)
        {
            output.WriteLine(JsonSerializer.Serialize(ToRecord(explanation), Indented));
        }
        else
        {
            WriteText(output, explanation);
        }
    }

    private static void WriteText(TextWriter output, Explanation e)
    {
        var verdict = e.Withheld == WithheldReason.None ? "yes" : $"no ({e.Withheld.Describe()})";
        output.WriteLine($"would be sent: {verdict}; {e.Kept} kept, {e.Treated} treated, {e.Dropped} dropped");
        output.WriteLine($"to {e.Destination.RecipientName} (destination {e.Destination.Id}, {e.Method} {e.Endpoint.Path.Text}), visitor: {e.VisitorName}");
        for (var i = 0; i < e.Destination.Purposes.Length; i++)
        {
            var granted = (e.Grant.Purposes & (1UL << i)) != 0;
            output.WriteLine($"purpose {e.Destination.Purposes[i].Id}: {(granted ? "granted" : "not granted")} ({Describe(e, i)})");
        }

        output.WriteLine();
        var rows = e.Trace.Decisions.Select(d => ToRow(d, e.Trace.WithValues)).ToList();
        rows.Insert(0, e.Trace.WithValues
            ? ["", "field", "category", "form or reason", "purpose", "rule", "value"]
            : ["", "field", "category", "form or reason", "purpose", "rule"]);
        Table.Write(output, rows);
    }

    private static string[] ToRow(FieldDecision d, bool withValues)
    {
        var how = d.Outcome switch
        {
            FieldOutcome.Dropped => d.Reason.Describe(),
            FieldOutcome.Treated when d.Form is null => $"replaced: {d.Reason.Describe()}",
            _ => d.Form ?? "",
        };
        if (d.Found is not null)
        {
            how += $" (found: {d.Found})";
        }

        string[] row =
        [
            d.Outcome.ToString().ToLowerInvariant(), Table.Cut(d.Address), d.Category ?? (d.Outcome == FieldOutcome.Kept ? "(structural)" : "-"), how, d.Purpose ?? "-",
            d.Rule.Line == 0 ? "-" : d.Rule.FileAndLine,
        ];
        return withValues ? [.. row, d.After is null || d.After == d.Before ? Table.Cut(d.Before ?? "") : $"{Table.Cut(d.Before ?? "")} → {Table.Cut(d.After)}"] : row;
    }

    /// <summary>Why a purpose is or is not granted.</summary>
    public static string Describe(Explanation e, int bit) => e.Reasons.IsEmpty ? "by --grant" : Describe(e.Reasons[bit]);

    private static string Describe(GrantReason reason) => reason switch
    {
        GrantReason.AcceptedByChoice => "the visitor accepted it",
        GrantReason.AcceptedByToken => "the grant token says that the visitor accepted it",
        GrantReason.AcceptedByTcf => "the TC string accepts it",
        GrantReason.AcceptedByHeader => "the site says that the visitor accepted it",
        GrantReason.AcceptedByPayload => "a payload signal that the destination trusts accepts it",
        GrantReason.PermittedByBasis => "its legal basis needs no consent",
        GrantReason.NoConsent => "it needs consent and there is none",
        GrantReason.ScopeChanged => "it was accepted in another scope",
        GrantReason.Expired => "it was accepted too long ago, or by a string that is no longer valid",
        GrantReason.OutsideRegion => "it is for visitors of other regions",
        GrantReason.RefusedForMinor => "the visitor is a minor",
        GrantReason.RefusedByObjection => "a subject in the request has objected",
        GrantReason.ObjectionUnknown => "whether a subject has objected is not known",
        GrantReason.UnreadableChoice => "the choice cookie cannot be read",
        GrantReason.SupersededChoice => "the choice cookie is an older copy",
        GrantReason.RefusedByChoice => "the visitor refused it",
        GrantReason.RecipientRefused => "the visitor refused the recipient",
        GrantReason.RefusedByToken => "the grant token says that the visitor refused it",
        GrantReason.RefusedByGpc => "Sec-GPC: 1 refuses it",
        GrantReason.RefusedByDnt => "DNT: 1 refuses it",
        GrantReason.RefusedByTcf => "the TC string does not permit it",
        GrantReason.RefusedByGpp => "the GPP string opts out",
        GrantReason.RefusedByGoogle => "consent parameters in the payload refuse it",
        GrantReason.RefusedByOptOut => "the vendor's opt-out in the payload refuses it",
        _ => "a consent object in the payload refuses it",
    };

    public static object ToRecord(Explanation e) => new
    {
        WouldBeSent = e.Withheld == WithheldReason.None,
        Withheld = e.Withheld == WithheldReason.None ? null : e.Withheld.Code(),
        e.Kept,
        e.Treated,
        e.Dropped,
        Destination = e.Destination.Id,
        Recipient = e.Destination.RecipientName,
        Endpoint = e.Endpoint.Name,
        Visitor = e.VisitorName,
        Purposes = e.Destination.Purposes.Select((p, i) => new { p.Id, Granted = (e.Grant.Purposes & (1UL << i)) != 0, Reason = e.Reasons.IsEmpty ? null : JsonNamingPolicy.CamelCase.ConvertName(e.Reasons[i].ToString()) }),
        Fields = e.Trace.Decisions.Select(d => new
        {
            Field = d.Address,
            d.Category,
            Outcome = JsonNamingPolicy.CamelCase.ConvertName(d.Outcome.ToString()),
            Reason = d.Reason == WithheldReason.None ? null : d.Reason.Code(),
            d.Purpose,
            Rule = d.Rule.Line == 0 ? null : d.Rule.FileAndLine,
            d.Form,
            d.Found,
            d.Before,
            d.After,
        }),
    };
}
