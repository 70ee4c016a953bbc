namespace RedactingGateway.Core.Protocols;

/// <summary>What stands in for a required field whose value may not leave.</summary>
/// <param name="Constant">The same value for everybody (decoded UTF-8), or null: a new random value for each request, in the field's pseudonym shape.</param>
public sealed record Surrogate(byte[]? Constant);
