using RedactingGateway.Core.Protocols.Addresses;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>A parameter that holds a checksum over the others and a secret (Countly's <c>checksum256</c>).</summary>
/// <param name="Field">The parameter.</param>
/// <param name="Secret">Name of the secret, as a destination's <c>inject:</c> gives it.</param>
internal sealed record ChecksumDeclaration(DeclaredAddress Field, string Secret)
{
    public static OrderedDictionary<string, AddressPlace> Places { get; } = new(StringComparer.Ordinal) { ["query"] = AddressPlace.Query, ["form"] = AddressPlace.Form };

    /// <summary>SHA-256 in hexadecimal digits over the raw pairs without the checksum, and the secret behind them.</summary>
    public static OrderedDictionary<string, bool> Algorithms { get; } = new(StringComparer.Ordinal) { ["sha256"] = true };
}
