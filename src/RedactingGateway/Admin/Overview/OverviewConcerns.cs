using RedactingGateway.Telemetry;

namespace RedactingGateway.Admin.Overview;

/// <summary>What needs somebody, the gravest first.</summary>
internal static class OverviewConcerns
{
    // How StateHealth begins what it says of a reload that was refused.
    private const string Policy = "the policy's files";

    public static IReadOnlyList<OverviewConcern> Of(OverviewFacts facts)
    {
        List<OverviewConcern> concerns = [];
        concerns.AddRange(facts.State.Reasons.Select(static reason => new OverviewConcern(reason.StartsWith(Policy, StringComparison.Ordinal) ? "reload" : "state", OverviewFacts.Capital(reason))));
        foreach (var vendor in facts.Vendors.Where(static v => !v.IsAvailable).GroupBy(static v => v.Destination, StringComparer.Ordinal))
        {
            concerns.Add(new("destinations", $"{vendor.Key}: the vendor does not answer; its events are lost, pages do not notice"));
        }

        if (PolicyApprovals.Of(facts.Policy) == "changedSince")
        {
            concerns.Add(new("policy", "The policy discloses something else than what was approved"));
        }

        return concerns;
    }
}

/// <summary>Something to look at.</summary>
/// <param name="Section">Where on the page.</param>
/// <param name="Text">What.</param>
internal sealed record OverviewConcern(string Section, string Text);
