using System.Text;
using System.Text.Json;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Benchmarks.Engine;

/// <summary>The Meta event to a made-up recipient whose dictionary lists every value of it: all is kept, so what is measured is decoding, deciding and copying, without content net and treatments.</summary>
internal static class KeptEvent
{
    private const string Policy = """
        version: 1
        controller: { name: Shop, address: Street 1, contact: mail@shop.example }
        never: [user.financial]
        purposes:
          upkeep:
            use: functional.service.improve
            basis: consent
            title: { en: Upkeep }
            allow: { system.operations: keep }
        recipients:
          recorder: { name: Recorder Ltd, country: IE, role: processor, privacyPolicy: "https://recorder.example/privacy", retention: 1 month }
        destinations:
          recorder: { recipient: recorder, protocol: recorder, path: /t/recorder, hosts: { collect: "https://recorder.example" }, purposes: [upkeep] }
        """;

    private const string Dictionary = """
        protocol: recorder
        title: Recorder
        source: { url: "https://recorder.example/docs", date: 2026-11-01, confidence: documented }
        endpoints:
          events:
            match: { methods: [POST], path: "/{version}/{pixel}/events" }
            host: collect
            body: { as: json }
            success: { status: 204 }
        fields:
          'path.version, path.pixel': { structural: true, pattern: '[a-z0-9.]{1,20}' }
          query.access_token: { structural: true, values: [EAAtesttoken] }

        """;

    public static EngineCase Case()
    {
        var folder = Directory.CreateTempSubdirectory("engine-kept-");
        try
        {
            folder.CreateSubdirectory("protocols");
            File.WriteAllText(Path.Combine(folder.FullName, "gateway.yaml"), Policy);
            File.WriteAllText(Path.Combine(folder.FullName, "protocols", "recorder.yaml"), Dictionary + Fields());
            var loaded = PolicyLoader.Load(folder.FullName);
            var policy = loaded.Snapshot ?? throw new InvalidOperationException(string.Join('\n', loaded.Diagnostics));
            return new EngineCase(
                "the Meta event, each value kept and none searched",
                RecordedRequest.Load(policy, "recorder", "meta-capi", "01-default-events.http"),
                policy.Limits,
                _ => EngineFloor.Json);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Fields()
    {
        var values = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(RecordedRequest.Body("meta-capi", "01-default-events.http"));
        Collect(document.RootElement, "body.$", values);
        var text = new StringBuilder();
        foreach (var (address, known) in values)
        {
            text.Append(null, $"  '{address}': {{ structural: true, values: [{string.Join(", ", known.Select(value => JsonSerializer.Serialize(value)))}] }}\n");
        }

        return text.ToString();
    }

    private static void Collect(JsonElement element, string address, Dictionary<string, HashSet<string>> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    Collect(member.Value, $"{address}.{member.Name}", values);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Collect(item, address + "[]", values);
                }

                break;
            default:
                values.TryAdd(address, new HashSet<string>(StringComparer.Ordinal));
                values[address].Add(element.ToString());
                break;
        }
    }
}
