using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Policies.Binding;
using RedactingGateway.Core.Policies.Checks;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Tests.Policies;

public sealed class PresetTests
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "config");

    [Theory]
    [InlineData("keep", "keep", true)]
    [InlineData("hash", "keep", true)]
    [InlineData("keep", "hash", false)]
    [InlineData("{ replace: x }", "generalize", true)]
    [InlineData("{ pseudonymize: { rotate: 7d } }", "{ pseudonymize: { rotate: 30d } }", true)]
    [InlineData("{ pseudonymize: { rotate: 31d } }", "{ pseudonymize: { rotate: 30d } }", false)]
    [InlineData("{ pseudonymize: { rotate: 7d } }", "{ pseudonymize: { rotate: 7d, bits: 20 } }", false)]
    [InlineData("{ pseudonymize: { rotate: 7d, bits: 16 } }", "{ pseudonymize: { rotate: 7d, bits: 20 } }", true)]
    [InlineData("{ pseudonymize: { rotate: 7d } }", "hash", true)]
    [InlineData("hash", "{ pseudonymize: { rotate: 7d } }", false)]
    [InlineData("{ truncate: { ipv4: 16, ipv6: 48 } }", "{ truncate: { ipv4: 24, ipv6: 48 } }", true)]
    [InlineData("{ truncate: { ipv4: 16, ipv6: 56 } }", "{ truncate: { ipv4: 24, ipv6: 48 } }", false)]
    [InlineData("{ truncate: { to: year } }", "{ truncate: { to: month } }", true)]
    [InlineData("{ truncate: { to: month } }", "{ truncate: { to: year } }", false)]
    [InlineData("{ truncate: { to: year } }", "{ truncate: { ipv4: 24, ipv6: 48 } }", false)]
    [InlineData("{ mask: { last: 2 } }", "{ mask: { last: 4 } }", true)]
    [InlineData("{ mask: { first: 1, last: 2 } }", "{ mask: { last: 4 } }", false)]
    [InlineData("scrubUrl", "{ scrubUrl: { keepParameters: [utm_source] } }", true)]
    [InlineData("{ scrubUrl: { keepParameters: [gclid] } }", "{ scrubUrl: { keepParameters: [utm_source] } }", false)]
    [InlineData("scrubUrl", "{ scrubUrl: { paths: [/user/*] } }", false)]
    [InlineData("{ bucket: { bounds: [0, 100] } }", "{ bucket: { bounds: [0, 50, 100] } }", true)]
    [InlineData("{ bucket: { bounds: [0, 10] } }", "{ bucket: { bounds: [0, 50, 100] } }", false)]
    [InlineData("{ round: { to: 10 } }", "{ round: { to: 5 } }", false)]
    public void IsWithin_Pair_TellsNoMore(string form, string limit, bool expected) => Assert.Equal(expected, FormOrder.IsWithin(Form(form), Form(limit)));

    [Theory]
    [InlineData("audienceMeasurementCnil", "basis: consent")]
    [InlineData("audienceMeasurementCnil", "basis: legitimateInterests, interest: { en: Counting }, regions: [FR], deviceAccess: { strictlyNecessary: { because: { en: Exempt } } }")]
    [InlineData("cnilProxy", "basis: consent")]
    public void Load_ShippedPreset_IsEnoughForAMeasurement(string preset, string basis)
    {
        var result = Load($"presets: [{preset}], {basis}");

        Assert.DoesNotContain(result.Diagnostics, d => d.Severity == Severity.Error || d.Id == "RGW0407");
        Assert.NotEmpty(result.Snapshot!.Destinations[0].Purposes[0].Allowed);
    }

    [Theory]
    [InlineData("noIdentifiers", "user.unique_id.pseudonymous: { pseudonymize: { rotate: 1d } }")]
    [InlineData("noIdentifiers", "user.device.ip_address: { truncate: { ipv4: 24, ipv6: 48 } }")]
    [InlineData("cnilProxy", "user.unique_id.pseudonymous: { pseudonymize: { rotate: 1d } }")]
    [InlineData("audienceMeasurementCnil", "user.behavior.browsing_history: { scrubUrl: { keepParameters: [utm_*] } }")]
    public void Load_WiderThanAShippedPreset_IsAnError(string preset, string allow) =>
        Assert.Contains(Load($"presets: [{preset}], basis: consent, allow: {{ {allow} }}").Diagnostics, d => d.Id == "RGW0216");

    [Fact]
    public void Load_PresetThatForbids_BeatsAParentsKey()
    {
        var result = Load("presets: [noIdentifiers], basis: consent, allow: { user: keep }");

        Assert.DoesNotContain(result.Diagnostics, d => d.Id == "RGW0216");
        var query = result.Snapshot!.Destinations[0].Endpoints[0].Query;
        Assert.Null(query.Next("cid"u8, out _)!.Field!.Plan.For(1));
        Assert.NotNull(query.Next("dl"u8, out _)!.Field!.Plan.For(1));
    }

    [Fact]
    public void Load_GpcStrict_RefusesStatistics() =>
        Assert.True(Load("presets: [gpcStrict], basis: consent, allow: { user.behavior: keep }").Snapshot!.Destinations[0].Purposes[0].RefusedByGpc);

    private static FormDeclaration Form(string text)
    {
        var diagnostics = new DiagnosticBag();
        var root = YamlTreeParser.Parse("form.yaml", $"treat: {text}\n", diagnostics).Root!;
        return new FormBinder(new NodeReader(diagnostics)).Bind(root.Find("treat"))!;
    }

    private static PolicyLoadResult Load(string purpose)
    {
        var diagnostics = new DiagnosticBag();
        var policy = $$"""
            version: 1
            controller: { name: Shop, address: Street 1, contact: mail@shop.example }
            purposes:
              measurement: { use: analytics.reporting, title: { en: Measurement }, {{purpose}} }
            recipients:
              vendor: { name: Vendor Ltd, country: IE, role: processor, privacyPolicy: "https://vendor.example/privacy", retention: 14 months }
            destinations:
              ga4: { recipient: vendor, protocol: googleAnalytics4, path: /t/ga4, hosts: { collect: "https://collect.vendor.example" }, purposes: [measurement] }
            """;
        var files = PolicyFiles.Read(Shipped, Shipped, diagnostics).Files
            .Select(f => f.Name == "gateway.yaml" ? f with { Text = policy } : f with { IsShipped = true });
        return PolicyLoader.Load(new PolicyFiles([.. files]), _ => null, diagnostics, PolicyCorpus.Today);
    }
}
