using System.Collections.Immutable;

namespace RedactingGateway.Core.Signals;

/// <summary>What a known subject objected to (GDPR Art. 21).</summary>
/// <param name="Time">When; of several, the latest.</param>
/// <param name="Purposes">Ids of the purposes, sorted; empty: everything that can be refused.</param>
public sealed record Objection(DateTimeOffset Time, ImmutableArray<string> Purposes)
{
    /// <summary>Whether it is against everything that can be refused.</summary>
    public bool IsToEverything => Purposes.IsDefaultOrEmpty;

    /// <summary>Whether it is against a purpose that can be refused.</summary>
    public bool Covers(string purpose) => IsToEverything || Purposes.Contains(purpose, StringComparer.Ordinal);
}
