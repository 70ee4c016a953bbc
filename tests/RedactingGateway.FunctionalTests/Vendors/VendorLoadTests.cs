using RedactingGateway.Core.Policies;

namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>The policies that the other tests stand on load without errors.</summary>
public sealed class VendorLoadTests
{
    [Theory]
    [InlineData("shipped")]
    [InlineData("broad")]
    [InlineData("permissive")]
    public void Load_AllVendors_HasNoErrors(string kind)
    {
        using var policy = kind switch
        {
            "shipped" => VendorPolicy.Shipped(),
            "broad" => VendorPolicy.Broad(),
            _ => VendorPolicy.Permissive(VendorSdk.All),
        };
        var loaded = PolicyLoader.Load(policy.Directory, name => name == "SALT" ? VendorPolicy.CountlySalt : "http://127.0.0.1:1");
        Assert.True(loaded.Snapshot is not null, string.Join('\n', loaded.Diagnostics));
    }
}
