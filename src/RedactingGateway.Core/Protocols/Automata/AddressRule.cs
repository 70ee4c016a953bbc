using RedactingGateway.Core.Protocols.Addresses;

namespace RedactingGateway.Core.Protocols.Automata;

/// <summary>One address and what the automaton must know of the field behind it.</summary>
/// <param name="Address">Where the field is.</param>
/// <param name="As">Encodings inside it: in what they end, there addresses may go on behind <c>&gt;</c>.</param>
/// <param name="IsUnit">The address of one event instead of a field.</param>
internal sealed record AddressRule(FieldAddress Address, LayerFormat As, bool IsUnit = false);
