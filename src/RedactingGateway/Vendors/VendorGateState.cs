namespace RedactingGateway.Vendors;

/// <summary>A <see cref="VendorGate"/> at one moment, in names of the policy and numbers.</summary>
/// <param name="Destination">Key of the destination.</param>
/// <param name="Host">Key of its host.</param>
/// <param name="Circuit">Whether requests go through.</param>
/// <param name="InFlight">Requests on their way.</param>
/// <param name="Concurrency">Requests that may be on their way.</param>
/// <param name="Busy">Requests refused so far because too many were on their way.</param>
/// <param name="Open">Requests refused so far because the circuit was open.</param>
internal sealed record VendorGateState(string Destination, string Host, CircuitPosition Circuit, int InFlight, int Concurrency, long Busy, long Open);

/// <summary>Whether requests go through a circuit.</summary>
internal enum CircuitPosition
{
    /// <summary>All of them.</summary>
    Closed,

    /// <summary>One, on trial.</summary>
    HalfOpen,

    /// <summary>None.</summary>
    Open,
}
