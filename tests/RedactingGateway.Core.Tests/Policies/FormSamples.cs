using System.Collections.Immutable;
using System.Text;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Tests.Policies;

/// <summary>A tracker with a field of each type, policies that give it a form, and values.</summary>
internal static class FormSamples
{
    private const string Head = """
        version: 1
        controller: { name: Shop, address: Street 1, contact: mail@shop.example }
        purposes:
          measurement:
            use: analytics.reporting
            basis: consent
            title: { en: Measurement }
            allow:

        """;

    // One for all: every value is sent through a redactor of its own.
    private static readonly EpochSalts Salts = EpochSalts.InMemory();

    /// <summary>Samples of a type; some that become one under every form that lets nobody find the value again.</summary>
    public static ImmutableArray<string> Values(FieldType type) => type switch
    {
        FieldType.String => ["Anna Beck", "Anna Bock", "Bernd Beck"],
        FieldType.Text => ["It was fine.", "It was good.", "Nobody came."],
        FieldType.Url => ["https://shop.example/a?n=Anna#x", "https://shop.example/a?n=Bernd", "https://shop.example/b#y"],
        FieldType.UserAgent =>
        [
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.7339.80 Safari/537.36",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.7339.127 Safari/537.36",
        ],
        FieldType.Ip => ["203.0.113.77", "203.0.113.78", "198.51.100.3"],
        FieldType.Integer => ["11", "12", "77"],
        FieldType.Number => ["12.5", "12.75", "77.1"],
        FieldType.Boolean => ["true", "false"],
        FieldType.Timestamp => ["1795524300", "1795524301", "2026-11-24T12:45:00Z"],
        FieldType.Enum => ["mail", "phone"],
        FieldType.OpaqueId => ["555.7771", "555.7772", "A-4711-XY"],
        FieldType.ScreenSize => ["1280x720", "1440x900", "390x844"],
        FieldType.ScreenWidth => ["1280", "1440", "390"],
        FieldType.ScreenHeight => ["720", "900", "844"],
        FieldType.ClientHints => ["Chromium;140.0.7339.80|Not)A;Brand;8.0.0.0", "Chromium;140.0.7339.81|Not)A;Brand;8.0.0.0"],
        FieldType.Version => ["26.1.2", "26.1.3", "17.4.1"],
        FieldType.Date => ["1992-05-17", "1992-05-18", "17.05.1992"],
        FieldType.Postcode => ["10115", "10117", "SW1A 1AA"],
        FieldType.Coordinate => ["52.520008", "52.520009", "-13.404954"],
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static string Dictionary(IEnumerable<FieldType> types)
    {
        var text = new StringBuilder("""
            protocol: tracker
            source: { url: "https://tracker.example/docs", date: 2026-11-01, confidence: documented }
            endpoints:
              collect: { match: { methods: [GET], path: /collect }, host: collect, success: { status: 204 } }
            fields:
            """);
        foreach (var type in types)
        {
            var word = Word(type);
            var values = type == FieldType.Enum ? ", values: [mail, phone]" : "";
            text.Append($"\n  query.{word}: {{ category: user.behavior, source: site, type: {word}{values} }}");
        }

        return text.Append('\n').ToString();
    }

    public static string Policy(string form, string recipient = "vendor") => $$"""
        {{Head}}      user.behavior: {{(form.Contains(':', StringComparison.Ordinal) ? $"{{ {form} }}" : form)}}
        recipients:
          {{recipient}}: { name: Vendor Ltd, country: IE, role: processor, privacyPolicy: "https://vendor.example/privacy", retention: 14 months }
        destinations:
          tracker: { recipient: {{recipient}}, protocol: tracker, path: /t/tracker, hosts: { collect: "https://collect.vendor.example" }, purposes: [measurement] }
        sites:
          shop: { hosts: [shop.example], upstream: "http://10.0.0.5:8080", languages: [en] }
        """;

    /// <summary>A policy whose one field has a form; a height has its width before it.</summary>
    public static PolicySnapshot Field(string form, string type, string recipient = "vendor")
    {
        List<FieldType> types = [Type(type)];
        if (types[0] == FieldType.ScreenHeight && form == "generalize")
        {
            types.Insert(0, FieldType.ScreenWidth);
        }

        var result = PolicyCorpus.LoadText(Policy(form, recipient), ("tracker.yaml", Dictionary(types)));
        return result.Snapshot ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    /// <summary>What leaves of a value sent in the field of a type; null: dropped.</summary>
    public static string? Send(PolicySnapshot policy, string type, string value)
    {
        var keys = new PseudonymKeys(new byte[32], TimeProvider.System, TimeZoneInfo.Utc, Salts);
        var trace = new DecisionTrace(withValues: true);
        var width = type == "screenHeight" ? "screenWidth=1280&" : "";
        var request = new ReceivedRequest
        {
            Destination = policy.Destinations[0],
            Endpoint = policy.Destinations[0].Endpoints[0],
            Target = Encoding.UTF8.GetBytes($"/collect?{width}{type}={Uri.EscapeDataString(value)}"),
            Headers = [],
        };
        new Redactor(keys).Redact(request, 1, policy.Limits, trace).Dispose();
        return trace.Decisions[^1].After;
    }

    private static FieldType Type(string word) => Core.Policies.Yaml.WordsOf<FieldType>.All[word];

    private static string Word(FieldType type) => Core.Policies.Yaml.WordsOf<FieldType>.All.First(w => w.Value == type).Key;
}
