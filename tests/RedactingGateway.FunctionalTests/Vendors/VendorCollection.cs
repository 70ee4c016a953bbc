namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>The classes that share the two running gateways, so that each recording is replayed once for all of them.</summary>
[CollectionDefinition(Name)]
public sealed class VendorCollection : ICollectionFixture<ShippedGateway>, ICollectionFixture<BroadGateway>
{
    public const string Name = "vendors";
}
