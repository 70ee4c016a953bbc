namespace RedactingGateway.FunctionalTests.Gateway;

/// <summary>A policy in a folder of its own, for one test: a small dictionary in which every kind of answer occurs.</summary>
internal sealed class TestPolicy : IDisposable
{
    /// <summary>Destinations <c>plain</c>, <c>consent</c>, <c>strict</c>, <c>strictConsent</c>, <c>shadow</c>; sites <c>shop</c> and <c>bare</c>.</summary>
    public const string Policy = """
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
            allow:
              system.operations: keep
              user.device: keep
          advertising:
            use: marketing.advertising.first_party.targeted
            basis: consent
            title: { en: Advertising }
            allow:
              system.operations: keep
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
            hosts:
              collect: "${VENDOR}"
              assets: "${OTHER}"
            purposes: [upkeep]
          consent:
            recipient: recorder
            protocol: recorder
            path: /t/consent
            hosts: { collect: "${VENDOR}", assets: "${OTHER}" }
            purposes: [advertising]
          strict:
            recipient: recorder
            protocol: recorder
            path: /t/strict
            hosts: { collect: "${VENDOR}", assets: "${OTHER}" }
            purposes: [upkeep]
            refusals: status
          strictConsent:
            recipient: recorder
            protocol: recorder
            path: /t/strict-consent
            hosts: { collect: "${VENDOR}", assets: "${OTHER}" }
            purposes: [advertising]
            refusals: status
          shadow:
            recipient: recorder
            protocol: recorder
            path: /t/shadow
            hosts: { collect: "${VENDOR}", assets: "${OTHER}" }
            purposes: [upkeep]
            mode: shadow
        sites:
          shop:
            hosts: [shop.example]
            upstream: "${SITE}"
            languages: [en]
          bare:
            hosts: [bare.example]
            languages: [en]
        limits:
          body: 16KiB
        """;

    /// <summary>The dictionary <c>recorder</c>.</summary>
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
          batch:
            match: { methods: [POST], path: /batch }
            host: collect
            body: { as: json }
            success: { status: 200, body: json, json: '{"status":1}' }
            retries: true
          pixel:
            match: { methods: [GET], path: /pixel.gif }
            host: collect
            success: { status: 200, body: gif }
          vendorPixel:
            match: { methods: [GET], path: /own.gif }
            host: collect
            success: { status: 200, body: gif, vendorBody: true }
          decide:
            match: { methods: [POST], path: /decide }
            host: collect
            body: { as: json }
            success: { status: 200, body: json, json: '{"flags":{}}', vendorBody: true }
          script:
            match: { methods: [GET], path: /lib.js }
            host: assets
            success: { status: 200, body: javascript, vendorBody: true }
        fields:
          query.v: { structural: true, values: ['1', '2'] }
          query.kept: { category: system.operations, type: opaqueId, source: site }
          header.user-agent: { category: user.device, type: userAgent, source: request }
          body.$.v: { structural: true, values: ['1', '2'] }
          body.$.kept: { category: system.operations, type: opaqueId, source: site }
        """;

    public TestPolicy(string? policy = null, string? dictionary = null)
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("rgw-policy-").FullName;
        System.IO.Directory.CreateDirectory(Path.Combine(Directory, "protocols"));
        File.WriteAllText(Path.Combine(Directory, "gateway.yaml"), policy ?? Policy);
        File.WriteAllText(Path.Combine(Directory, "protocols", "recorder.yaml"), dictionary ?? Dictionary);
    }

    public string Directory { get; }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
