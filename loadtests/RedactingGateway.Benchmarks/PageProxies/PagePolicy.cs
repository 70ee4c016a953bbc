namespace RedactingGateway.Benchmarks.PageProxies;

/// <summary>The policy of a gateway that is measured, in a folder of its own.</summary>
internal sealed class PagePolicy : IDisposable
{
    /// <summary>A banner and nothing else: no recipient, no link at the end of the page.</summary>
    public const string Banner = "banner";

    /// <summary>The same with the lasting link, which stands at the end of the page.</summary>
    public const string Link = "link";

    /// <summary>The shipped policy with its recipients, and four offers: nobody has consented, so all of them are taken out and trackers held back.</summary>
    public const string Offers = "offers";

    private const string Small = """
        version: 1
        controller:
          name: Beispielshop GmbH
          address: Musterstraße 1, 10115 Berlin
          contact: datenschutz@beispielshop.example
          privacyPolicy: https://beispielshop.example/datenschutz
        never: [user.financial]
        purposes:
          offers:
            use: marketing.advertising.first_party.targeted
            basis: consent
            title: { en: Offers }
            allow: { system.operations: keep }
        sites:
          shop:
            hosts: [shop.example]
            upstream: "${SITE}"
            languages: [en]

        """;

    private const string OfferKeys = """
            notices:
              offers:
                - { select: "section[data-offer]", purpose: adMeasurement }
                - { select: ".recommendations > article.personal", purpose: adMeasurement }
                - { select: "main #teaser", purpose: adMeasurement }
                - { select: "footer [data-segment=hv]", purpose: adMeasurement }

        """;

    public PagePolicy(string variant)
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("rgw-pages-").FullName;
        var file = Path.Combine(Directory, "gateway.yaml");
        if (variant != Offers)
        {
            File.WriteAllText(file, Small + (variant == Banner ? "    notices: { link: false }\n" : ""));
            return;
        }

        var shipped = Path.Combine(RecordedRequest.Root(), "config");
        foreach (var source in System.IO.Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Directory, Path.GetRelativePath(shipped, source));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
        }

        var policy = File.ReadAllText(file)
            .Replace("shop.beispielshop.example]", "shop.example]", StringComparison.Ordinal)
            .Replace("upstream: http://127.0.0.1:5000", "upstream: \"${SITE}\"", StringComparison.Ordinal);
        File.WriteAllText(file, policy.TrimEnd() + "\n" + OfferKeys);
    }

    public string Directory { get; }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
