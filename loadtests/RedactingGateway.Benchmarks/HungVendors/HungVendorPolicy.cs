namespace RedactingGateway.Benchmarks.HungVendors;

/// <summary>A site and a destination that needs no consent, in a folder of its own.</summary>
internal sealed class HungVendorPolicy : IDisposable
{
    private const string Policy = """
        version: 1
        controller:
          name: Beispielshop GmbH
          address: Musterstraße 1, 10115 Berlin
          contact: datenschutz@beispielshop.example
          privacyPolicy: https://beispielshop.example/datenschutz
        never: [user.financial]
        purposes:
          upkeep:
            use: functional.service.improve
            basis: legitimateInterests
            interest: { en: a shop that works }
            title: { en: Upkeep }
            allow: { system.operations: keep }
        recipients:
          recorder:
            name: Recorder Ltd
            country: IE
            role: processor
            privacyPolicy: https://recorder.example/privacy
            retention: 1 month
        destinations:
          plain:
            recipient: recorder
            protocol: recorder
            path: /t/plain
            hosts: { collect: "${VENDOR}" }
            purposes: [upkeep]
        sites:
          shop: { hosts: [shop.example], upstream: "${SITE}", languages: [en] }
        """;

    private const string Dictionary = """
        protocol: recorder
        title: Recorder
        source: { url: "https://recorder.example/docs", date: 2026-11-01, confidence: documented }
        endpoints:
          collect:
            match: { methods: [GET], path: /collect }
            host: collect
            success: { status: 204 }
        fields:
          query.v: { structural: true, values: ['1', '2'] }
        """;

    public HungVendorPolicy()
    {
        System.IO.Directory.CreateDirectory(Path.Combine(Directory, "protocols"));
        File.WriteAllText(Path.Combine(Directory, "gateway.yaml"), Policy);
        File.WriteAllText(Path.Combine(Directory, "protocols", "recorder.yaml"), Dictionary);
    }

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("rgw-hung-").FullName;

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
