namespace RedactingGateway.FunctionalTests.Signals;

/// <summary>A policy whose sites make choices in every way, and a dictionary with every kind of payload signal.</summary>
internal static class SignalPolicy
{
    /// <summary>Destinations <c>ads</c> and <c>trusting</c> (consent to advertising), <c>mixed</c> (advertising, statistics, upkeep), <c>reused</c> and <c>unlisted</c> (statistics, by a recipient that reuses them, and by one that is no vendor of the framework); a site a way of choosing.</summary>
    public const string Policy = """
        version: 1
        controller: { name: Shop, address: Street 1, contact: mail@shop.example }
        never: [user.financial]
        purposes:
          advertising:
            use: marketing.advertising.third_party
            basis: consent
            tcf: [7]
            title: { en: Advertising }
            allow: { system.operations: keep, user.contact.email: hash, user.unique_id: keep, user.privacy_preferences: keep }
          statistics:
            use: analytics.reporting
            basis: consent
            tcf: [8]
            title: { en: Statistics }
            allow: { system.operations: keep }
          upkeep:
            use: functional.service.improve
            basis: legitimateInterests
            interest: { en: a shop that works }
            title: { en: Upkeep }
            allow: { system.operations: keep }
          local:
            use: functional.service.improve
            basis: legitimateInterests
            interest: { en: a shop that works }
            regions: [DE]
            title: { en: Local upkeep }
            allow: { system.operations: keep }
        recipients:
          recorder: { name: Recorder Ltd, country: IE, role: processor, privacyPolicy: "https://recorder.example/privacy", retention: 1 month, tcfVendor: 12 }
          reuser: { name: Reuser Ltd, country: IE, role: controller, reuse: ownPurposes, privacyPolicy: "https://reuser.example/privacy", retention: 1 month, tcfVendor: 13 }
          unlisted: { name: Unlisted Ltd, country: IE, role: processor, privacyPolicy: "https://unlisted.example/privacy", retention: 1 month }
        destinations:
          ads: { recipient: recorder, protocol: recorder, path: /t/ads, hosts: { collect: "${VENDOR}" }, purposes: [advertising] }
          trusting: { recipient: recorder, protocol: recorder, path: /t/trusting, hosts: { collect: "${VENDOR}" }, purposes: [advertising], signals: { trust: [tcf, google, categories], categories: { Advertising: [advertising] } } }
          mixed: { recipient: recorder, protocol: recorder, path: /t/mixed, hosts: { collect: "${VENDOR}" }, purposes: [advertising, statistics, upkeep] }
          upkeep: { recipient: recorder, protocol: recorder, path: /t/upkeep, hosts: { collect: "${VENDOR}" }, purposes: [upkeep] }
          reused: { recipient: reuser, protocol: recorder, path: /t/reused, hosts: { collect: "${VENDOR}" }, purposes: [statistics] }
          unlisted: { recipient: unlisted, protocol: recorder, path: /t/unlisted, hosts: { collect: "${VENDOR}" }, purposes: [statistics] }
          local: { recipient: recorder, protocol: recorder, path: /t/local, hosts: { collect: "${VENDOR}" }, purposes: [local] }
        sites:
          own: { hosts: [shop.example], upstream: "${SITE}", languages: [en] }
          shared: { hosts: [a.other.example, t.other.example], upstream: "${SITE}", choiceCookie: { domain: other.example } }
          tcf: { hosts: [tcf.example], upstream: "${SITE}", choices: tcf }
          gpp: { hosts: [gpp.example], upstream: "${SITE}", choices: gpp }
          header: { hosts: [header.example], upstream: "${SITE}", choices: header }
        """;

    public const string Dictionary = """
        protocol: recorder
        source: { url: "https://recorder.example/docs", date: 2026-11-01, confidence: documented }
        endpoints:
          collect:
            match: { methods: [GET, POST], path: /collect }
            host: collect
            body: { as: json }
            success: { status: 204 }
        fields:
          query.v: { structural: true, values: ['1'] }
          query.gdpr_consent: { signal: tcf, category: user.privacy_preferences, source: device, type: opaqueId }
          query.gcs: { signal: gcs, structural: true, pattern: 'G1[-01]{2}' }
          query.email: { category: user.contact.email, source: site, type: string, hash: { normalize: email, output: hex }, subject: true }
          body.$.v: { structural: true, values: ['1'] }
          body.$.customer: { category: user.unique_id, source: site, type: string, subject: true }
          'body.$.consent.*': { signal: category, category: system.operations, source: site, values: ["true", "false"] }
        """;
}
