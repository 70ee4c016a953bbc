using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Cli;

/// <summary>A visitor to explain a request for.</summary>
/// <param name="Situation">What is known beside the request, or null: nothing but what it carries itself.</param>
/// <param name="Signals">More evidence, each as <c>name=value</c>.</param>
internal sealed record Visitor(VisitorSituation? Situation, IReadOnlyList<string> Signals)
{
    /// <summary>The name of the visitor of whom only the request is known.</summary>
    public const string OfTheRequest = "request";

    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetNames<VisitorSituation>().Select(n => n.ToLowerInvariant()), OfTheRequest];

    public string Name => Situation?.ToString().ToLowerInvariant() ?? OfTheRequest;

    /// <summary>Visitors by their names, separated by commas; <c>all</c>: the five.</summary>
    /// <exception cref="FormatException">There is no such visitor.</exception>
    public static IReadOnlyList<Visitor> Parse(string names, IReadOnlyList<string> signals) =>
        names == "all"
            ? [.. Enum.GetValues<VisitorSituation>().Select(s => new Visitor(s, signals))]
            : [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(n => new Visitor(Find(n), signals))];

    /// <summary>The evidence: what is known beside the request, and what the request carries itself.</summary>
    /// <exception cref="FormatException">A signal is unknown or malformed.</exception>
    public VisitorSignals SignalsFor(CompiledDestination destination, CompiledSite? site, HttpFile file, DateTimeOffset now)
    {
        var signals = Situation?.SignalsFor(destination, now) ?? new VisitorSignals { Now = now, Choice = CapturedSignals.ChoiceOf(file, now) };
        signals = CapturedSignals.Add(file, signals with { Source = site?.Choices ?? ChoiceSource.Own });
        return Signals.Aggregate(signals, (s, argument) => SignalArgument.Apply(argument, s, destination));
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

    private static VisitorSituation? Find(string name)
    {
        foreach (var situation in Enum.GetValues<VisitorSituation>())
        {
            if (situation.ToString().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return situation;
            }
        }

        return name == OfTheRequest ? null : throw new FormatException($"--visitor {name}: there is no such visitor; possible: {string.Join(", ", Names)}, several with commas, or all.");
    }
}
