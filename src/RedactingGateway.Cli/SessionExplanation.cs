using System.Collections.Immutable;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Cli;

/// <summary>What would become of several requests, each for one or more visitors.</summary>
/// <param name="Requests">Every request that is for a destination, once for each visitor.</param>
/// <param name="Elsewhere">How many requests went to each other host.</param>
internal sealed record SessionExplanation(ImmutableArray<Explanation> Requests, ImmutableSortedDictionary<string, int> Elsewhere)
{
    public SessionExplanation(ImmutableArray<Explanation> requests, IEnumerable<string> elsewhere)
        : this(requests, elsewhere.GroupBy(h => h, StringComparer.Ordinal).ToImmutableSortedDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal))
    {
    }

    /// <summary>Explains a browser's session.</summary>
    public static SessionExplanation Of(PolicySnapshot policy, IReadOnlyList<(string Host, HttpFile Request)> session, IReadOnlyList<ExplanationRequest> asked)
    {
        var requests = ImmutableArray.CreateBuilder<Explanation>();
        List<string> elsewhere = [];
        foreach (var (host, file) in Progress.Over("requests", session))
        {
            var destination = asked[0].Destination ?? RequestMatch.OfBrowser(policy, file, host)?.Id;
            try
            {
                if (destination is null)
                {
                    elsewhere.Add(host);
                    continue;
                }

                requests.AddRange(asked.Select(a => Explanation.Of(policy, file, a with { Destination = destination })));
            }
            catch (FormatException) when (destination is not null && asked[0].Destination is null)
            {
                // Below the destination's path and for none of its endpoints: it does not leave.
                elsewhere.Add($"{host} (no endpoint of {destination})");
            }
        }

        return new SessionExplanation(requests.ToImmutable(), elsewhere);
    }

    /// <summary>What each recipient would receive: category, form and purpose, from whom, in how many fields.</summary>
    public IEnumerable<Received> Recipients() => Requests
        .Where(r => r.Withheld == WithheldReason.None)
        .SelectMany(r => r.Trace.Decisions.Where(d => d.Outcome != FieldOutcome.Dropped && d.Category is not null).Select(d => (r, d)))
        .GroupBy(x => (x.r.Destination.RecipientName, x.d.Category, Form: x.d.Form ?? "replaced", x.d.Purpose))
        .Select(g => new Received(
            g.Key.RecipientName, g.Key.Category!, g.Key.Form, g.Key.Purpose ?? "-", [.. g.Select(x => x.r.VisitorName).Distinct(StringComparer.Ordinal)],
            g.Select(x => (x.d.Address, x.r.Destination.Id)).Distinct().Count()))
        .OrderBy(r => r.Recipient, StringComparer.Ordinal).ThenBy(r => r.Category, StringComparer.Ordinal).ThenBy(r => r.Form, StringComparer.Ordinal);
}

/// <summary>What a recipient would receive.</summary>
/// <param name="Recipient">Its name.</param>
/// <param name="Category">Data category.</param>
/// <param name="Form">In which form.</param>
/// <param name="Purpose">For which purpose.</param>
/// <param name="Visitors">From whom.</param>
/// <param name="Fields">In how many fields.</param>
internal sealed record Received(string Recipient, string Category, string Form, string Purpose, ImmutableArray<string> Visitors, int Fields);
