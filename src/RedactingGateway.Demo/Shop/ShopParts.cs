using RedactingGateway.Demo.Visitors;
using RedactingGateway.Demo.Watching;

namespace RedactingGateway.Demo.Shop;

/// <summary>What the shop and the demo's page work with. The visitor switch needs the policy, which is loaded after the shop has an address.</summary>
internal sealed class ShopParts
{
    public required VisitLog Visits { get; init; }

    public required GatewayClient Client { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>The recording vendor's own address, which the shop writes into its pages.</summary>
    public required string Vendor { get; init; }

    /// <summary>Set before the gateway passes the first request on.</summary>
    public VisitorSwitch Visitors { get; set; } = null!;
}
