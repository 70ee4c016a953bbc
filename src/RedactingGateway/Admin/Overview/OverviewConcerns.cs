using RedactingGateway.Telemetry;
using static RedactingGateway.Admin.Overview.OverviewText;

namespace RedactingGateway.Admin.Overview;

/// <summary>What needs somebody, the gravest first.</summary>
internal static class OverviewConcerns
{
    public static IReadOnlyList<OverviewConcern> Of(OverviewFacts facts)
    {
        List<OverviewConcern> concerns = [];
        if (facts.Reload.IsBehind)
        {
            concerns.Add(new("reload", "What stands in the policy's files is not in force: the last reload was refused"));
        }

        concerns.AddRange(facts.State.Reasons.Select(static reason => new OverviewConcern("state", char.ToUpperInvariant(reason[0]) + reason[1..])));
        foreach (var vendor in facts.Vendors.Where(static v => !v.IsAvailable).GroupBy(static v => v.Destination, StringComparer.Ordinal))
        {
            concerns.Add(new("destinations", $"{vendor.Key}: the vendor does not answer; its events are lost, pages do not notice"));
        }

        if (PolicyApprovals.Of(facts.Policy) == "changedSince")
        {
            concerns.Add(new("policy", "The policy discloses something else than what was approved"));
        }

        var uncategorised = facts.Unknown.Destinations.Sum(static d => d.Fields.Count(static f => f.Reason == "uncategorised"));
        if (uncategorised > 0)
        {
            concerns.Add(new("unknown", $"{Count(uncategorised, "field of your own has", "fields of your own have")} no category yet"));
        }

        return concerns;
    }
}

/// <summary>Something to look at.</summary>
/// <param name="Section">Where on the page.</param>
/// <param name="Text">What.</param>
internal sealed record OverviewConcern(string Section, string Text);
