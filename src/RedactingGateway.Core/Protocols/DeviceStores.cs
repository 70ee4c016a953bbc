using System.Collections.Immutable;

namespace RedactingGateway.Core.Protocols;

/// <summary>What a vendor's SDK writes on the device, by name; <c>*</c> stands for any part of a name.</summary>
/// <param name="Cookies">Cookies.</param>
/// <param name="LocalStorage">Keys of the local storage.</param>
/// <param name="SessionStorage">Keys of the session storage.</param>
/// <param name="IndexedDb">Databases.</param>
public sealed record DeviceStores(
    ImmutableArray<string> Cookies, ImmutableArray<string> LocalStorage, ImmutableArray<string> SessionStorage, ImmutableArray<string> IndexedDb)
{
    /// <summary>Nothing.</summary>
    public static DeviceStores None { get; } = new([], [], [], []);

    /// <summary>Whether anything is written.</summary>
    public bool IsAny => !(Cookies.IsEmpty && LocalStorage.IsEmpty && SessionStorage.IsEmpty && IndexedDb.IsEmpty);
}
