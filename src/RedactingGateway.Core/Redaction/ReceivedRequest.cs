using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>A request as it came in, matched to its endpoint.</summary>
public readonly record struct ReceivedRequest
{
    /// <summary>Where it goes.</summary>
    public required CompiledDestination Destination { get; init; }

    /// <summary>Which endpoint it is for; its method and path are already known to be allowed.</summary>
    public required CompiledEndpoint Endpoint { get; init; }

    /// <summary>Raw target below the destination's path: path and, behind <c>?</c>, query. The bytes off the request line.</summary>
    public required ReadOnlyMemory<byte> Target { get; init; }

    /// <summary>Header fields in order; those that only concern the connection or the framing are ignored.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The visitor's address as text, or null: not known. It leaves only where the policy says <c>clientAddress:</c>, as its field may.</summary>
    public string? ClientAddress { get; init; }

    /// <summary>Body as received, without transfer coding.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}
