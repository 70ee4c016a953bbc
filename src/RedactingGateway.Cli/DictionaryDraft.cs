using System.Text;
using RedactingGateway.Core.Protocols.Observation;

namespace RedactingGateway.Cli;

/// <summary>A dictionary as far as it can be guessed; what a person must say stands in comments.</summary>
internal static class DictionaryDraft
{
    // v2 and ga4 are names; 4711 may be somebody.
    private const int MaxDigits = 3;

    // A dictionary's endpoints have no others; a preflight (OPTIONS) is the gateway's own business.
    private static readonly string[] Methods = ["GET", "POST", "PUT", "HEAD"];

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
        var meant = captured.Where(r => Methods.Contains(r.Method, StringComparer.Ordinal)).ToList();
        foreach (var (i, endpoint) in meant.GroupBy(r => Path(r), StringComparer.Ordinal).Index())
        {
            var methods = string.Join(", ", endpoint.Select(r => r.Method).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            var bodies = endpoint.Where(r => r.Body.Length > 0).Select(BodyOf).Distinct(StringComparer.Ordinal).OrderDescending(StringComparer.Ordinal).ToList();
            output.WriteLine($"  endpoint{i + 1}:");
            output.WriteLine($"    match: {{ methods: [{methods}], path: {Quote(endpoint.Key)} }}");
            output.WriteLine("    host: collect");
            if (bodies.Count > 0)
            {
                output.WriteLine($"    body: {{ as: {Quote(string.Join(" | ", bodies))} }}");
            }

            output.WriteLine("    success: { status: 204 }             # what the vendor's SDK takes for success");
        }

        output.WriteLine("fields:");
        HashSet<string> declared = new(StringComparer.Ordinal);
        for (var i = 1; i <= meant.Max(r => Path(r).Count(c => c == '{')); i++)
        {
            output.WriteLine($"  path.part{i}: {{ structural: true, pattern: '[A-Za-z0-9_.-]{{1,64}}' }}   # the values that it has: const, enum, or a narrower pattern");
        }

        foreach (var field in meant.SelectMany(Observe).Where(f => f.Address != "body").GroupBy(f => f.Address, StringComparer.Ordinal))
        {
            var found = field.Select(f => f.Found).FirstOrDefault(f => f is not null);
            var category = found is null ? null : Categories.GetValueOrDefault(found.Split(',')[0].Trim());
            var shapes = field.Select(f => Shape(f.Shape)).Distinct(StringComparer.Ordinal).ToArray();
            var type = TypeOf(shapes);
            category = type == "url" ? "user.behavior.browsing_history" : category;
            foreach (var layer in Layers(field.Key).Where(declared.Add))
            {
                output.WriteLine($"  {Quote(layer)}: {{ as: json }}");
            }

            var facts = string.Join(", ", new[] { category is null ? null : $"category: {category}", $"type: {type}" }.OfType<string>());
            output.WriteLine($"  {Quote(field.Key)}: {{ {facts} }}   # {string.Join(" | ", shapes)}{(found is null ? "" : $"; found inside: {found}")}");
        }
    }

    private static IEnumerable<ObservedField> Observe(HttpFile file) =>
        RequestObserver.Observe(file.Target, file.Headers.FirstOrDefault(h => h.Key.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase)).Value, file.Body);

    // A segment with several digits may be somebody's number.
    private static string Path(HttpFile file)
    {
        var target = Encoding.UTF8.GetString(file.Target);
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var parts = 0;
        return string.Join('/', (question < 0 ? target : target[..question]).Split('/').Select(s => s.Count(char.IsAsciiDigit) > MaxDigits || s.Contains('%', StringComparison.Ordinal) ? $"{{part{++parts}}}" : s));
    }

    private static string BodyOf(HttpFile file)
    {
        var first = file.Body.AsSpan().TrimStart(" \r\n\t"u8);
        return first.Length > 0 && first[0] is (byte)'{' or (byte)'[' ? "json" : "form";
    }

    // How long a text was is the visitor's business.
    private static string Shape(string observed) => observed.StartsWith("text, ", StringComparison.Ordinal) ? "text" : observed;

    // What stands before a '>' is decoded; JSON is all that is seen without a dictionary.
    private static IEnumerable<string> Layers(string address)
    {
        for (var at = address.IndexOf('>', StringComparison.Ordinal); at >= 0; at = address.IndexOf('>', at + 1))
        {
            yield return address[..at];
        }
    }

    private static string TypeOf(string[] shapes) => shapes switch
    {
        ["integer" or "integer (time?)"] => "integer",
        ["number"] => "number",
        [_, _] when shapes.All(s => s is "number" or "integer") => "number",
        ["boolean"] => "boolean",
        ["url"] => "url",
        ["uuid"] or ["hexadecimal"] => "opaqueId",
        ["date or time"] => "timestamp",
        _ => "text",
    };

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
