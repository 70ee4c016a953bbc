namespace RedactingGateway.Core.Protocols.Addresses;

/// <summary>One address of a key, or what is wrong with it.</summary>
/// <param name="Address">The address, or null where it is malformed.</param>
/// <param name="Error">What is wrong, or null.</param>
/// <param name="Start">Offset of the address in the key.</param>
/// <param name="Length">Its length in the key.</param>
/// <param name="IsExpanded">Whether it is one of several that a name in braces stands for.</param>
internal readonly record struct ParsedAddress(FieldAddress? Address, AddressError? Error, int Start, int Length, bool IsExpanded = false);

/// <summary>What is wrong with an address.</summary>
/// <param name="Offset">Where, in UTF-16 units of the whole key.</param>
/// <param name="Message">What was expected.</param>
internal sealed record AddressError(int Offset, string Message);
