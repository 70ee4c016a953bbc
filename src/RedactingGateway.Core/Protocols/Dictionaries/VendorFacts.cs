using System.Collections.Immutable;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>What a dictionary says of its vendor beside the fields.</summary>
internal sealed record VendorFacts
{
    /// <summary>Name of the dictionary.</summary>
    public required string Protocol { get; init; }

    public string? Title { get; init; }

    /// <summary>Who runs the service and issues its click ids; dictionaries of one vendor share it.</summary>
    public required string Vendor { get; init; }

    /// <summary>Parameters of page addresses that hold click ids of this vendor.</summary>
    public ImmutableArray<string> ClickIds { get; init; } = [];

    /// <summary>How to point the vendor's SDKs at the gateway.</summary>
    public string? Setup { get; init; }

    public DeviceStores Stores { get; init; } = DeviceStores.None;

    /// <summary>Static files that a page may fetch from the vendor.</summary>
    public ImmutableArray<CompiledAsset> Assets { get; init; } = [];

    /// <summary>Hosts by which the vendor's elements in pages are known.</summary>
    public ImmutableArray<TrackerHost> TrackerHosts { get; init; } = [];
}
