using System.Text;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Tests.Policies;

/// <summary>Click ids go to their issuer only.</summary>
public sealed class ClickIdTests
{
    private const string Own = "vendor: acme\nclickIds: [acid]\n";

    private static readonly Lazy<PolicySnapshot> Shipped = new(() =>
    {
        var folder = Path.Combine(PolicyCorpus.RepositoryRoot, "config");
        return PolicyLoader.Load(folder, folder, _ => "x").Snapshot!;
    });

    [Fact]
    public void Load_Vendor_MeetsItsOwnClickIdsOnly()
    {
        var foreign = Foreign(Own, ("other.yaml", Dictionary("other", "vendor: globex\nclickIds: [GlobId]\n")));

        Assert.False(foreign.Contains("acid"u8));
        Assert.True(foreign.Contains("globid"u8));
        Assert.True(foreign.Contains("GLOBID"u8));
        Assert.False(foreign.Contains("utm_source"u8));
        Assert.False(foreign.Contains("a-name-that-is-longer-than-any-click-id"u8));
    }

    [Fact]
    public void Load_DictionariesOfOneVendor_ShareTheirs() =>
        Assert.False(Foreign("vendor: acme\n", ("other.yaml", Dictionary("other", Own))).Contains("acid"u8));

    [Fact]
    public void Load_ClickIdOfTwoVendors_IsForeignToNeither() =>
        Assert.False(Foreign("vendor: globex\nclickIds: [acid]\n", ("other.yaml", Dictionary("other", Own))).Contains("acid"u8));

    [Fact]
    public void Load_WithoutVendor_IsTheProtocol() => Assert.False(Foreign("clickIds: [acid]\n").Contains("acid"u8));

    [Theory]
    [InlineData("googleAnalytics4", "gclid", "fbclid")]
    [InlineData("metaPixel", "fbclid", "gclid")]
    [InlineData("metaConversionsApi", "igshid", "ttclid")]
    public void Shipped_Dictionaries_MeetTheirVendorsOnly(string protocol, string own, string foreign)
    {
        var set = Shipped.Value.Destinations.First(d => d.Protocol == protocol).ForeignClickIds;

        Assert.False(set.Contains(Encoding.UTF8.GetBytes(own)));
        Assert.True(set.Contains(Encoding.UTF8.GetBytes(foreign)));
        Assert.All(
            new[] { "msclkid", "twclid", "li_fat_id", "ttclid", "rdt_cid", "epik", "qclid", "sccid", "irclid", "_kx", "mc_eid", "yclid", "wickedid", "_hsenc", "mkt_tok" },
            id => Assert.True(set.Contains(Encoding.UTF8.GetBytes(id)), id));
    }

    private static ClickIdSet Foreign(string facts, params (string, string)[] others)
    {
        var result = PolicyCorpus.LoadText(FormSamples.Policy("keep"), [("tracker.yaml", Dictionary("tracker", facts)), .. others]);
        return result.Snapshot?.Destinations[0].ForeignClickIds ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    private static string Dictionary(string name, string facts) =>
        facts + FormSamples.Dictionary([FieldType.Url]).Replace("protocol: tracker", $"protocol: {name}", StringComparison.Ordinal);
}
