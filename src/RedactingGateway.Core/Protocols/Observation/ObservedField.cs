namespace RedactingGateway.Core.Protocols.Observation;

/// <summary>A value in a request that no dictionary describes.</summary>
/// <param name="Address">Where it stands, as a dictionary would name it; items of lists together.</param>
/// <param name="Shape">What it looks like: <c>integer</c>, <c>uuid</c>, <c>url</c>, <c>text</c>, … Never the value.</param>
/// <param name="Found">What the content net finds in it, by kind, or null.</param>
public sealed record ObservedField(string Address, string Shape, string? Found);
