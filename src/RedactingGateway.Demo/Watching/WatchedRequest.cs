using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Demo.Vendor;
using RedactingGateway.Demo.Visitors;

namespace RedactingGateway.Demo.Watching;

/// <summary>One request to a destination: what came, what was decided, and what the vendor received.</summary>
internal sealed record WatchedRequest
{
    /// <summary>Number since the start.</summary>
    public required int Id { get; init; }

    /// <summary>Where it was to go.</summary>
    public required CompiledDestination Destination { get; init; }

    /// <summary>Whose request it was.</summary>
    public required Visitor Visitor { get; init; }

    /// <summary>HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query as the client spelled them.</summary>
    public required string Target { get; init; }

    /// <summary>Header fields in order.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>Body as received.</summary>
    public required byte[] Body { get; init; }

    /// <summary>Why nothing left, or <see cref="WithheldReason.None"/>.</summary>
    public required WithheldReason Refusal { get; init; }

    /// <summary>Every field that was sent, and what became of it.</summary>
    public required IReadOnlyList<WatchedField> Fields { get; init; }

    /// <summary>What the vendor recorded, or null: it received nothing.</summary>
    public required VendorRecord? Received { get; init; }

    public int Count(FieldOutcome outcome) => Fields.Count(f => f.Decision.Outcome == outcome);
}

/// <summary>One field of a request.</summary>
/// <param name="Decision">What the gateway decided.</param>
/// <param name="Received">The value that the vendor's recording holds, or null: none.</param>
internal sealed record WatchedField(FieldDecision Decision, string? Received);
