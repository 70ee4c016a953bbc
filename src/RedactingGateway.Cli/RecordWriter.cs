using System.Text.Json;

namespace RedactingGateway.Cli;

/// <summary>Prints a consent record for people: what happened when, and the texts that were shown.</summary>
internal static class RecordWriter
{
    public static void Write(TextWriter output, JsonElement record)
    {
        output.WriteLine($"Consent record {record.GetProperty("id").GetString()}");
        foreach (var entry in record.GetProperty("entries").EnumerateArray())
        {
            output.WriteLine();
            output.WriteLine($"{Text(entry, "time")}  {Text(entry, "event")}");
            output.WriteLine($"  site {Text(entry, "site")}, place {Text(entry, "place")}, language {Text(entry, "language")}, policy {Text(entry, "policyRevision")}");
            output.WriteLine($"  Sec-GPC: {(entry.GetProperty("gpcWasOn").GetBoolean() ? "on" : "off")}, DNT: {(entry.GetProperty("dntWasOn").GetBoolean() ? "on" : "off")}");
            WriteAnswers(output, entry);
            output.WriteLine($"  text {Text(entry, "textHash")}");
        }

        foreach (var text in record.GetProperty("texts").EnumerateObject())
        {
            output.WriteLine();
            output.WriteLine($"---- text {text.Name}");
            output.WriteLine(text.Value.GetString());
        }
    }

    private static void WriteAnswers(TextWriter output, JsonElement entry)
    {
        var scopes = entry.GetProperty("scopes");
        foreach (var purpose in entry.GetProperty("purposes").EnumerateObject())
        {
            var scope = scopes.TryGetProperty(purpose.Name, out var shown) ? $" (scope {shown.GetString()})" : "";
            output.WriteLine($"  {(purpose.Value.GetBoolean() ? "yes" : "no ")} {purpose.Name}{scope}");
        }

        foreach (var recipient in entry.GetProperty("refusedRecipients").EnumerateArray())
        {
            output.WriteLine($"  no  recipient {recipient.GetString()}");
        }
    }

    private static string? Text(JsonElement entry, string name) => entry.GetProperty(name).GetString();
}
