using RedactingGateway.FunctionalTests.Gateway;

namespace RedactingGateway.FunctionalTests.Reload;

/// <summary>Two policies that have nothing in common: whatever is decided by one and carried out by the other is seen where it arrives.</summary>
/// <remarks>
/// A sends field <c>a</c> to <c>${VENDOR}</c> and pages to <c>${SITE}</c>, with the purpose <c>upkeepA</c>; B sends <c>b</c> to
/// <c>${OTHER}</c> and pages to <c>${SITE_B}</c>, with <c>upkeepB</c>. <c>/t/both</c> is a destination of either, <c>/t/a</c> of A and
/// <c>/t/b</c> of B alone: under the other one it is a page.
/// </remarks>
internal static class TwoPolicies
{
    public const string Dictionary = """
        protocol: recorder
        title: Recorder
        source: { url: "https://recorder.example/docs", date: 2026-11-01, confidence: documented }
        endpoints:
          collect:
            match: { methods: [GET, POST], path: /collect }
            host: collect
            body: { as: json }
            success: { status: 204 }
          second:
            match: { methods: [GET], path: /second }
            host: second
            success: { status: 204 }
        assets:
          - { path: /lib.js, host: second }
        fields:
          query.to: { structural: true, values: [both, a, b] }
          query.a: { category: system.operations, type: opaqueId, source: site }
          query.b: { category: user.behavior, type: opaqueId, source: site }
          body.$.a: { category: system.operations, type: opaqueId, source: site }
          body.$.b: { category: user.behavior, type: opaqueId, source: site }
        """;

    public static string A { get; } = Text("A", "system.operations", "${VENDOR}", "/t/a", "${SITE}");

    public static string B { get; } = Text("B", "user.behavior", "${OTHER}", "/t/b", "${SITE_B}");

    /// <summary>B with an error in its last line.</summary>
    public static string Invalid { get; } = B + "\npurpose: {}";

    /// <summary>Writes a policy as careful writers do: beside, then over the old one.</summary>
    public static async Task WriteAsync(TestPolicy folder, string text)
    {
        var file = Path.Combine(folder.Directory, "gateway.yaml");
        await File.WriteAllTextAsync(file + "~", text);
        File.Move(file + "~", file, overwrite: true);
    }

    private static string Text(string name, string category, string vendor, string path, string site) => $$"""
        version: 1
        controller:
          name: Beispielshop GmbH
          address: Musterstraße 1, 10115 Berlin
          contact: datenschutz@beispielshop.example
          privacyPolicy: https://beispielshop.example/datenschutz
        purposes:
          upkeep{{name}}:
            use: functional.service.improve
            basis: legitimateInterests
            interest: { en: a shop that works }
            title: { en: Upkeep }
            allow: { {{category}}: keep }
        recipients:
          recorder:
            name: Recorder Ltd
            country: IE
            role: processor
            privacyPolicy: https://recorder.example/privacy
            retention: 1 month
        destinations:
          both:
            recipient: recorder
            protocol: recorder
            path: /t/both
            hosts: { collect: "{{vendor}}", second: "{{vendor}}" }
            purposes: [upkeep{{name}}]
          single:
            recipient: recorder
            protocol: recorder
            path: {{path}}
            hosts: { collect: "{{vendor}}", second: "{{vendor}}" }
            purposes: [upkeep{{name}}]
        sites:
          shop:
            hosts: [shop.example]
            upstream: "{{site}}"
            languages: [en]
        """;
}
