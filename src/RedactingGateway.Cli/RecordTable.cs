using System.Text.Json;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Policies.Reports;

namespace RedactingGateway.Cli;

/// <summary>The record of processing activities as a table: a line for each category that a recipient receives.</summary>
internal static class RecordTable
{
    public static void Write(TextWriter output, ProcessingRecord record, ReportWords words, ReportFormat format)
    {
        string[] head = [words["Controller"], words["Purpose"], words["Legal basis"], words["Data subjects"], words["Category"], words["Form in which it leaves"], words["Why it is needed"], words["Recipient"], words["Role"], words["Country"], words["Transfers"], words["Retention"]];
        var rows = record.Activities.SelectMany(a => a.Data.Select(d => new[]
        {
            record.Policy.Controller.Name, words.Text(a.Purpose.Title, a.Purpose.Id), words[Word(a.Purpose.Basis)], words["visitors of the sites"], words.Category(record.Policy, d.Category),
            string.Join("; ", d.Forms.Select(words.Form)), Because(a.Purpose, d.Category, words), d.Recipient.Name, words[Word(d.Recipient.Role)], d.Recipient.Country, Transfers(d.Recipient, words), d.Recipient.Retention,
        }));
        Write(output, [head, .. rows], format);
    }

    public static void Write(TextWriter output, IEnumerable<string[]> rows, ReportFormat format)
    {
        if (format == ReportFormat.Text)
        {
            Table.Write(output, rows);
            return;
        }

        foreach (var row in rows)
        {
            output.Write($"{string.Join(',', row.Select(Cell))}\r\n");
        }
    }

    public static string Because(CompiledPurpose purpose, string category, ReportWords words) =>
        purpose.Allowed.Where(a => category == a.Category || category.StartsWith($"{a.Category}.", StringComparison.Ordinal)).MaxBy(a => a.Category.Length) is { } allowed
            ? words.Text(allowed.Because)
            : "";

    public static string Transfers(CompiledRecipient recipient, ReportWords words) => recipient.Transfers.IsEmpty
        ? words["none"]
        : string.Join(", ", recipient.Transfers.Select(t => t.Safeguard is { } safeguard ? $"{t.Country} ({words[Word(safeguard)]})" : t.Country));

    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    // A spreadsheet takes a cell that begins like a formula for one (CWE-1236).
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
