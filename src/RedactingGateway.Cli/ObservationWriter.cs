using System.Text.Json;
using RedactingGateway.Core.Protocols.Observation;

namespace RedactingGateway.Cli;

/// <summary>Writes what a request seems to hold that no dictionary describes: names, shapes and finds, never values.</summary>
internal static class ObservationWriter
{
    public static void Write(TextWriter output, HttpFile file, ExplanationFormat format)
    {
        var encoding = file.Headers.FirstOrDefault(h => h.Key.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase)).Value;
        var fields = RequestObserver.Observe(file.Target, encoding, file.Body);
        if (format == ExplanationFormat.Json)
        {
            output.WriteLine(JsonSerializer.Serialize(new { wouldBeSent = false, observed = fields }, JsonSerializerOptions.Web));
            return;
        }

        output.WriteLine("would be sent: no");
        output.WriteLine(fields.IsEmpty ? "It has no fields." : "What it seems to hold, for whoever writes a dictionary for it:");
        output.WriteLine();
        List<string[]> rows = [["field", "looks like", "found inside"], .. fields.Select(f => new[] { f.Address, f.Shape, f.Found ?? "-" })];
        var widths = Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => r[c].Length)).ToArray();
        foreach (var row in fields.IsEmpty ? [] : rows)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd());
        }
    }
}
