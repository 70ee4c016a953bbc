using System.Collections.Immutable;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>What a dictionary says of its vendor beside the fields.</summary>
internal sealed record VendorFacts
{
    public string? Title { get; init; }

    /// <summary>Who runs the service and issues its click ids; dictionaries of one vendor share it.</summary>
    public required string Vendor { get; init; }

    /// <summary>Parameters of page addresses that hold click ids of this vendor.</summary>
    public ImmutableArray<string> ClickIds { get; init; } = [];

    /// <summary>How to point the vendor's SDKs at the gateway.</summary>
    public string? Setup { get; init; }

    public DeviceStores Stores { get; init; } = new([], [], [], []);

    public ImmutableArray<AssetDeclaration> Assets { get; init; } = [];
}

/// <summary>What the vendor's SDK writes on the device; <c>*</c> stands for any part of a name.</summary>
internal sealed record DeviceStores(
    ImmutableArray<string> Cookies, ImmutableArray<string> LocalStorage, ImmutableArray<string> SessionStorage, ImmutableArray<string> IndexedDb);

/// <summary>A static file that a page may fetch from the vendor.</summary>
/// <param name="Path">Path; <c>*</c> stands for a part of one segment.</param>
/// <param name="Host">Key of the destination's <c>hosts:</c>.</param>
internal sealed record AssetDeclaration(string Path, string Host);
