using System.Collections.Immutable;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Cli;

/// <summary>A visitor to explain a request for.</summary>
/// <param name="Name"><c>new</c>, <c>accepted</c>, <c>refused</c> or <c>gpc</c>.</param>
internal sealed record Visitor(string Name)
{
    public static IReadOnlyList<string> Names { get; } = ["new", "accepted", "refused", "gpc"];

    /// <summary>What the visitor's signals grant.</summary>
    public Grant GrantOf(CompiledDestination destination)
    {
        var accepted = new StoredChoice(
            ChoiceKind.Accepted, destination.Purposes.ToImmutableSortedDictionary(p => p.Id, p => p.Scope, StringComparer.Ordinal));
        return Grant.Decide(destination, Name switch
        {
            "accepted" => new VisitorSignals(accepted, GlobalPrivacyControl: false),
            "refused" => new VisitorSignals(StoredChoice.Refused, GlobalPrivacyControl: false),
            "gpc" => new VisitorSignals(StoredChoice.None, GlobalPrivacyControl: true),
            _ => VisitorSignals.None,
        });
    }

    /// <summary>Exactly the purposes named in <paramref name="ids"/>.</summary>
    /// <exception cref="FormatException">The destination has no such purpose.</exception>
    public static Grant Exactly(CompiledDestination destination, IReadOnlyList<string> ids)
    {
        var unknown = ids.FirstOrDefault(id => destination.Purposes.All(p => p.Id != id));
        if (unknown is not null)
        {
            var known = string.Join(", ", destination.Purposes.Select(p => p.Id));
            throw new FormatException($"Destination '{destination.Id}' has no purpose '{unknown}'; there are {known}.");
        }

        var purposes = destination.Purposes
            .Select((p, bit) => ids.Contains(p.Id) ? 1UL << bit : 0)
            .Aggregate(0UL, (a, b) => a | b);
        return new Grant(
            purposes, [.. destination.Purposes.Select(p => ids.Contains(p.Id) ? GrantReason.AcceptedByChoice : GrantReason.NoConsent)]);
    }
}
