using System.Globalization;
using System.Text;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>One policy for all vendors, with a destination below <c>/t/{sdk}</c> for each set of recordings, in a folder of its own.</summary>
internal sealed class VendorPolicy : IDisposable
{
    /// <summary>Secret of the recordings' Countly variant <c>salt</c>.</summary>
    public const string CountlySalt = "pepper";

    private VendorPolicy(string policy, IEnumerable<(string Protocol, string Yaml)> dictionaries)
    {
        System.IO.Directory.CreateDirectory(Path.Combine(Directory, "protocols"));
        File.WriteAllText(Path.Combine(Directory, "gateway.yaml"), policy);
        foreach (var (protocol, yaml) in dictionaries)
        {
            File.WriteAllText(Path.Combine(Directory, "protocols", $"{protocol}.yaml"), yaml);
        }
    }

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("rgw-vendors-").FullName;

    /// <summary>Never and purposes of the shipped starter, word for word; audience measurement, and ad measurement for ad vendors.</summary>
    public static VendorPolicy Shipped() => Shipped(sdk => IsAdVendor(sdk) ? ["adMeasurement"] : ["audienceMeasurement"], VendorSdk.All);

    /// <summary>The starter's audience measurement for all vendors: no category of a person's own leaves but as a pseudonym or cut short.</summary>
    public static VendorPolicy AudienceMeasurement() => Shipped(_ => ["audienceMeasurement"], [.. VendorSdk.All, .. VendorSdk.Unrecorded]);

    private static VendorPolicy Shipped(Func<VendorSdk, string[]> purposes, IReadOnlyList<VendorSdk> sdks)
    {
        var form = File.ReadAllText(Path.Combine(Corpus.RepositoryRoot, "tests", "corpora", "shipped-form", "gateway.yaml"));
        var head = form[..form.IndexOf("\nrecipients:", StringComparison.Ordinal)];
        return new VendorPolicy(head + Recipient + Destinations(purposes, sdks) + Sites, []);
    }

    /// <summary>Every category may leave as it is, except for what the starter lists under <c>never:</c>.</summary>
    public static VendorPolicy Broad() => new(Broad(never: true, VendorSdk.All), []);

    /// <summary>Everything leaves as it is, with dictionaries that say of every field that it may.</summary>
    public static VendorPolicy Permissive(IReadOnlyList<VendorSdk> sdks)
    {
        var protocols = sdks.Select(sdk => sdk.Protocol).Distinct();
        return new(Broad(never: false, sdks), protocols.Select(protocol => (protocol, PermissiveDictionary.Of(protocol))));
    }

    public static bool IsAdVendor(VendorSdk sdk) => sdk.Protocol is "metaPixel" or "metaConversionsApi" or "tikTokEventsApi";

    /// <summary>The head and the broad purposes, for policies that add destinations of their own.</summary>
    public static string Broad(bool never, IReadOnlyList<VendorSdk> sdks)
    {
        var form = File.ReadAllText(Path.Combine(Corpus.RepositoryRoot, "tests", "corpora", "shipped-form", "gateway.yaml"));
        var head = form[..form.IndexOf(never ? "\npurposes:" : "\n# What leaves for no purpose", StringComparison.Ordinal)];
        var uses = sdks.SelectMany(sdk => DictionaryFile.Load(sdk.Protocol).RestrictionUses).Append("analytics.reporting").Distinct().ToList();
        var text = new StringBuilder(head).Append("\npurposes:\n");
        foreach (var (index, use) in uses.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $$$"""
                  {{{Purpose(index)}}}:
                    use: {{{use}}}
                    basis: consent
                    title: { en: Everything }
                    allow:
                      system: { treat: keep, because: { en: The recordings must arrive. } }
                      user: { treat: keep, because: { en: The recordings must arrive. } }
                      user.authorization.credentials: { treat: keep, because: { en: The recordings must arrive. } }

                """);
        }

        string[] purposes = [.. uses.Select((_, index) => Purpose(index))];
        return text + Recipient + Destinations(_ => purposes, sdks) + Sites;
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private const string Recipient = """

        recipients:
          vendor:
            name: Vendor Ltd
            country: IE
            role: processor
            privacyPolicy: https://vendor.example/privacy
            retention: 1 month

        destinations:

        """;

    private const string Sites = """
        sites:
          test:
            hosts: [localhost]
            languages: [en]
        """;

    private static string Purpose(int index) => $"everything{(char)('A' + index)}";

    private static string Destinations(Func<VendorSdk, string[]> purposes, IReadOnlyList<VendorSdk> sdks) => string.Concat(sdks.Select(sdk => $$"""
          {{sdk.Destination}}:
            recipient: vendor
            protocol: {{sdk.Protocol}}
            path: /t/{{sdk.Name.ToLowerInvariant()}}
            hosts: { {{string.Join(", ", DictionaryFile.Load(sdk.Protocol).Hosts.Select(host => $"{host}: \"${{VENDOR}}\""))}} }
            purposes: [{{string.Join(", ", purposes(sdk))}}]
        {{(sdk.Protocol == "countly" ? "    inject: { salt: \"${SALT}\" }\n" : "")}}
        """));
}
