namespace RedactingGateway.State;

/// <summary>State cannot be read or kept right now: an answer would be a guess.</summary>
internal sealed class StateUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
