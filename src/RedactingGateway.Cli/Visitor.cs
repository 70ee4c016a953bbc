using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Cli;

/// <summary>A visitor to explain a request for.</summary>
/// <param name="Name"><c>new</c>, <c>accepted</c>, <c>refused</c>, <c>gpc</c> or <c>minor</c>.</param>
/// <param name="Signals">More evidence, each as <c>name=value</c>.</param>
internal sealed record Visitor(string Name, IReadOnlyList<string> Signals)
{
    public static IReadOnlyList<string> Names { get; } = ["new", "accepted", "refused", "gpc", "minor"];

    /// <summary>The evidence outside of the request itself.</summary>
    /// <exception cref="FormatException">A signal is unknown or malformed.</exception>
    public VisitorSignals SignalsFor(CompiledDestination destination, DateTimeOffset now)
    {
        var signals = Name switch
        {
            "accepted" => new VisitorSignals { Choice = SignalArgument.Accept(destination, now) },
            "refused" => new VisitorSignals { Choice = StoredChoice.Refused },
            "gpc" => new VisitorSignals { Browser = BrowserSignals.GlobalPrivacyControl },
            "minor" => new VisitorSignals { Choice = SignalArgument.Accept(destination, now), Minor = true },
            _ => VisitorSignals.None,
        };
        return Signals.Aggregate(signals with { Now = now }, (s, argument) => SignalArgument.Apply(argument, s, destination));
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

        return new Grant(destination.Purposes.Select((p, bit) => ids.Contains(p.Id) ? 1UL << bit : 0).Aggregate(0UL, (a, b) => a | b), Refused: 0);
    }
}
