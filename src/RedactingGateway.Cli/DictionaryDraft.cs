using System.Text;
using RedactingGateway.Core.Protocols.Observation;

namespace RedactingGateway.Cli;

/// <summary>A dictionary as far as it can be guessed; what a person must say stands in comments.</summary>
internal static class DictionaryDraft
{
    // What the content net finds in a field says what the field most likely is.
    private static readonly Dictionary<string, string> Categories = new(StringComparer.Ordinal)
    {
        ["email"] = "user.contact.email",
        ["emailHash"] = "user.contact.email",
        ["phone"] = "user.contact.phone_number",
        ["ip"] = "user.device.ip_address",
        ["iban"] = "user.financial.bank_account",
        ["card"] = "user.financial.credit_card",
        ["birthday"] = "user.demographic.date_of_birth",
        ["address"] = "user.contact.address.street",
    };

    public static void Write(TextWriter output, string protocol, IReadOnlyCollection<HttpFile> captured)
    {
        output.WriteLine($"# A draft from {captured.Count} captured {(captured.Count == 1 ? "request" : "requests")}: names and shapes. Say of each field what it is, or delete it: what is not");
        output.WriteLine("# here does not leave. `category:` is a guess from what was found in it; `source: device` is the strictest and the default.");
        output.WriteLine($"protocol: {protocol}");
        output.WriteLine("title: TODO");
        output.WriteLine("source: { url: \"https://TODO.example/documentation\", date: 2026-01-01, confidence: observed }");
        output.WriteLine("endpoints:");
        foreach (var (i, endpoint) in captured.GroupBy(r => Path(r), StringComparer.Ordinal).Index())
        {
            var methods = string.Join(", ", endpoint.Select(r => r.Method).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            var body = endpoint.FirstOrDefault(r => r.Body.Length > 0);
            output.WriteLine($"  endpoint{i + 1}:");
            output.WriteLine($"    match: {{ methods: [{methods}], path: {Quote(endpoint.Key)} }}");
            output.WriteLine("    host: collect");
            if (body is not null)
            {
                output.WriteLine($"    body: {{ as: {BodyOf(body)} }}");
            }

            output.WriteLine("    success: { status: 204 }             # what the vendor's SDK takes for success");
        }

        output.WriteLine("fields:");
        foreach (var field in captured.SelectMany(Observe).GroupBy(f => f.Address, StringComparer.Ordinal))
        {
            var found = field.Select(f => f.Found).FirstOrDefault(f => f is not null);
            var category = found is null ? null : Categories.GetValueOrDefault(found.Split(',')[0].Trim());
            var type = TypeOf([.. field.Select(f => f.Shape).Distinct(StringComparer.Ordinal)]);
            var facts = string.Join(", ", new[] { category is null ? null : $"category: {category}", $"type: {type}" }.OfType<string>());
            output.WriteLine($"  {Quote(field.Key)}: {{ {facts} }}   # {string.Join(" | ", field.Select(f => f.Shape).Distinct(StringComparer.Ordinal))}{(found is null ? "" : $"; found inside: {found}")}");
        }
    }

    private static IEnumerable<ObservedField> Observe(HttpFile file) =>
        RequestObserver.Observe(file.Target, file.Headers.FirstOrDefault(h => h.Key.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase)).Value, file.Body);

    // Digits may be somebody's number.
    private static string Path(HttpFile file)
    {
        var target = Encoding.UTF8.GetString(file.Target);
        var question = target.IndexOf('?', StringComparison.Ordinal);
        return string.Concat((question < 0 ? target : target[..question]).Select(c => char.IsAsciiDigit(c) ? '#' : c));
    }

    private static string BodyOf(HttpFile file)
    {
        var first = file.Body.AsSpan().TrimStart(" \r\n\t"u8);
        return first.Length > 0 && first[0] is (byte)'{' or (byte)'[' ? "json" : "form";
    }

    private static string TypeOf(string[] shapes) => shapes switch
    {
        ["integer" or "integer (time?)"] => "integer",
        ["number" or "integer", ..] when shapes.All(s => s is "number" or "integer") => "number",
        ["boolean"] => "boolean",
        ["url"] => "url",
        ["uuid"] or ["hexadecimal"] => "opaqueId",
        ["date or time"] => "timestamp",
        _ => "text",
    };

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
